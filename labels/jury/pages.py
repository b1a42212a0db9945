"""``/jury/``: the invitation, what is to be read, the grid, and what a member of the jury says of herself."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labels.jury import inviting
from labels.jury.access import for_jurors, for_sitting_jurors
from labels.jury.conflicts import conflict
from labels.jury.enums import AssignmentState, RecusedBy
from labels.jury.forms import PresentationForm, RecuseForm
from labels.jury.recusing import NotReadingError, SettledError, recuse
from labels.models import Assignment, Juror, JuryRules
from labels.models.grid import HIGHEST_NOTE
from labels.reading.access import why_closed
from portal.typed import data_of, status_of

READ_METHODS = ("GET", "HEAD", "POST")


def common(juror: Juror, tab: str, **more: Any) -> dict[str, Any]:
    """What every page of the jury shows."""
    return {"juror": juror, "campaign": juror.campaign, "tab": tab, **more}


@for_jurors
@require_safe
def jury(request: HttpRequest, juror: Juror) -> HttpResponse:
    """The invitation while it is not answered; then what is to be read, once the links were declared."""
    if not juror.is_sitting:
        return render(request, "labels/jury/invitation.html", common(juror, "readings"))
    readings: list[Assignment] = []
    recused: list[tuple[Assignment, str]] = []
    if juror.is_able_to_read:
        own = juror.assignments.with_names().order_by("dossier__collectivity__sort_name", "pk")
        readings = list(own.told())
        # Of what the association took away she is told nothing, nor of what she was never told.
        gone = own.recused().filter(told_at__isnull=False).exclude(recused_by=RecusedBy.ASSOCIATION)
        recused = _explained(juror, list(gone))
    left = [one for one in readings if one.state != AssignmentState.DONE]
    context = common(
        juror,
        "readings",
        readings=readings,
        recused=recused,
        done=len(readings) - len(left),
        # Those that are left are open or closed together; what is read may be in deliberation before them.
        closed=why_closed(left[0]) if left else "",
    )
    return render(request, "labels/jury/readings.html", context)


def _explained(juror: Juror, gone: list[Assignment]) -> list[tuple[Assignment, str]]:
    """With why each left, in words said to the person."""
    if not gone:
        return []
    linked = Juror.objects.with_interests().get(pk=juror.pk)
    said = []
    for one in gone:
        reason = conflict(linked, one.dossier) if one.recused_by == RecusedBy.PORTAL else None
        own = _("Vous vous êtes déporté·e.") if one.recused_by == RecusedBy.JUROR else one.reason
        said.append((one, reason.told if reason else own))
    return said


@for_jurors
@require_POST
def answer(request: HttpRequest, juror: Juror) -> HttpResponse:
    try:
        match request.POST.get("reponse"):
            case "accepter":
                inviting.accept(juror)
                messages.success(request, _("Merci. Dites maintenant quels liens vous avez, ou aucun."))
                return redirect("jury_links")
            case "decliner":
                inviting.decline(juror)
                return render(request, "labels/jury/declined.html", {"campaign": juror.campaign})
    except inviting.AnsweredError:
        messages.error(request, _("L’invitation a déjà une réponse."))
    return redirect("jury")


@for_sitting_jurors
@require_safe
def grid(request: HttpRequest, juror: Juror) -> HttpResponse:
    context = common(
        juror, "grid", criteria=list(juror.campaign.criteria.order_by("sort_order", "pk")), highest=HIGHEST_NOTE
    )
    return render(request, "labels/jury/grid.html", context)


@for_sitting_jurors
@require_safe
def recusals(request: HttpRequest, juror: Juror) -> HttpResponse:
    """Every déport, for who presides; but of a dossier that she may not read herself, nothing."""
    if not juror.is_president or not juror.is_able_to_read:
        raise Http404
    linked = Juror.objects.with_interests().get(pk=juror.pk)
    rows = Assignment.objects.in_campaign(juror.campaign).recused().with_names().order_by("-recused_at", "-pk")
    own = set(juror.assignments.recused().values_list("dossier_id", flat=True))
    found = [one for one in rows if one.dossier_id not in own and conflict(linked, one.dossier) is None]
    return render(request, "labels/jury/recusals.html", common(juror, "recusals", recusals=found))


@for_sitting_jurors
@require_http_methods(READ_METHODS)
def presentation(request: HttpRequest, juror: Juror) -> HttpResponse:
    form = PresentationForm(data_of(request), instance=juror)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("C’est enregistré."))
        return redirect("jury_presentation")
    rules = JuryRules.objects.of(juror.campaign)
    # The form wrote into the object what may be refused: the page shows what is saved.
    saved = Juror.objects.select_related("campaign", "user").get(pk=juror.pk)
    context = common(saved, "presentation", form=form, rules=rules)
    return render(request, "labels/jury/presentation.html", context, status=status_of(request))


@for_sitting_jurors
@require_http_methods(READ_METHODS)
def step_aside(request: HttpRequest, juror: Juror, pk: int) -> HttpResponse:
    """« Me déporter »: asks, then does it."""
    if not juror.is_able_to_read:
        raise Http404
    rows = Assignment.objects.told().with_names().select_related("juror__campaign")
    assignment = get_object_or_404(rows, pk=pk, juror=juror)
    form = RecuseForm(data_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            recuse(assignment, RecusedBy.JUROR, form.cleaned_data["note"], juror.user)
        except NotReadingError:
            messages.error(request, _("Ce dossier n’est plus dans votre pile."))
        except SettledError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Le dossier a quitté votre pile : quelqu’un d’autre le lira."))
        return redirect("jury")
    context = common(juror, "readings", assignment=assignment, form=form)
    return render(request, "labels/jury/step_aside.html", context, status=status_of(request))
