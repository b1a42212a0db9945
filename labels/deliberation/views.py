"""``/jury/deliberation/dossiers/…``: a dossier in the room, and what the jury decides of it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from labels.deliberation.addresses import dossier_address, queue_address
from labels.deliberation.deciding import ChangedError, decide, decide_again, why_not_decide
from labels.deliberation.draft import first_draft
from labels.deliberation.forms import AgainForm, DecisionForm
from labels.deliberation.pages import common
from labels.deliberation.room import Seat, before, for_the_room, for_who_leads
from labels.deliberation.screen import Screen, decisions_of, may_decide, page, screen_of, top
from labels.jury.enums import RecusedBy
from labels.jury.forms import RecuseForm
from labels.jury.recusing import SettledError, keep_from
from labels.models import Dossier, JournalEntry
from labels.transitions import NotPossibleError
from labels.workflow import DECIDE_AGAIN
from portal.typed import data_of, keep_typed, status_of, typed_before

METHODS = ["GET", "HEAD", "POST"]


@for_the_room
@require_http_methods(METHODS)
def dossier(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """Everybody inside reads it; who leads decides."""
    screen = screen_of(request, seat, before(seat, pk))
    if request.method != "POST":
        return _shown(request, screen)
    if not seat.leads:
        raise Http404
    if "brouillon" in request.POST:
        return _drafted(request, screen)
    return _decided(request, screen)


def _shown(request: HttpRequest, screen: Screen) -> HttpResponse:
    """With what was typed here and never written down."""
    typed = typed_before(request) if screen.seat.leads else None
    form = screen.form(typed=typed) if may_decide(screen) else None
    return _rendered(request, screen, form, typed="" if form or not typed else typed.get("avis", ""))


def _drafted(request: HttpRequest, screen: Screen) -> HttpResponse:
    """The first draft of the opinion, above what is written already; the rest stays as it was sent."""
    data = request.POST.copy()
    data["avis"] = "\n\n".join(filter(None, (first_draft(screen.readings), data.get("avis", "").strip())))
    if not may_decide(screen):
        return _refused(request, screen, "")
    return _rendered(request, screen, screen.form(typed=data))


def _rendered(
    request: HttpRequest, screen: Screen, form: DecisionForm | None, status: int = HTTPStatus.OK, **more: Any
) -> HttpResponse:
    context = page(screen, form, **{"typed": "", "refused": "", **more})
    return render(request, "labels/deliberation/dossier.html", context, status=status)


def _decided(request: HttpRequest, screen: Screen) -> HttpResponse:
    if not may_decide(screen):
        return _refused(request, screen, why_not_decide(screen.seat, screen.dossier))
    form = screen.form(request.POST)
    if not form.is_valid():
        return _rendered(request, screen, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        decision = decide(screen.seat, screen.dossier.pk, form.ruling())
    except ChangedError:
        return _changed(request, screen)
    except NotPossibleError as error:
        return _refused(request, screen, str(error))
    messages.success(request, _("%(name)s : la décision est écrite.") % {"name": decision.dossier.collectivity})
    return redirect(_next_address(screen) if "suivant" in request.POST else screen.address)


def _changed(request: HttpRequest, screen: Screen) -> HttpResponse:
    """Somebody came, left or stepped aside, or a mark went, since the page was read: it is read again."""
    now = screen_of(request, screen.seat, screen.dossier)
    sent = request.POST.copy()
    sent["vu"] = now.form()["vu"].value()
    form = now.form(sent)
    form.add_error(None, _("Entre-temps, les présences ou les notes ont changé. Relisez, puis décidez."))
    return _rendered(request, now, form, HTTPStatus.CONFLICT)


def _refused(request: HttpRequest, screen: Screen, reason: str) -> HttpResponse:
    """It was decided meanwhile, or the sitting ended. What was typed is on the page, and waits in the session."""
    keep_typed(request)
    screen.dossier.state = Dossier.objects.get(pk=screen.dossier.pk).state
    if screen.is_decided:
        reason = _("Ce dossier est décidé. Ce que vous aviez écrit est plus bas, et n’est pas perdu.")
    return _rendered(request, screen, None, HTTPStatus.CONFLICT, typed=request.POST.get("avis", ""), refused=reason)


def _next_address(screen: Screen) -> str:
    following = screen.queue.next_to_decide(screen.dossier)
    query = screen.queue.address
    return dossier_address(following.dossier, query) if following else queue_address(query)


@for_who_leads
@require_http_methods(METHODS)
def again(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """« Délibérer de nouveau »."""
    screen = screen_of(request, seat, before(seat, pk))
    form = AgainForm(data_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            decide_again(seat, pk, form.cleaned_data["reason"])
        except NotPossibleError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Le jury délibère de nouveau de ce dossier."))
        return redirect(screen.address)
    context = {**top(screen), "form": form}
    return render(request, "labels/deliberation/again.html", context, status=status_of(request))


@for_the_room
@require_safe
def decisions(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """All that was decided of a dossier, and why it was again."""
    screen = screen_of(request, seat, before(seat, pk))
    reasons = list(JournalEntry.objects.filter(dossier=pk, action=DECIDE_AGAIN.name).order_by("-at", "-pk"))
    taken = list(decisions_of(screen.dossier))
    # Each but the one that stands was taken up again, once.
    replaced = reasons if len(reasons) == len(taken) else [None, *reasons]
    context = {**top(screen), "taken": list(zip(taken, replaced, strict=False))}
    return render(request, "labels/deliberation/decisions.html", context)


@for_the_room
@require_http_methods(METHODS)
def step_aside(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """« Me déporter », of a dossier that one hears of in the room: for good."""
    found = before(seat, pk)
    if seat.juror is None:
        raise Http404
    form = RecuseForm(data_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            keep_from(found, seat.juror, form.cleaned_data["note"], seat.user, RecusedBy.JUROR)
        except SettledError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Vous êtes déporté·e de ce dossier : vous n’en verrez plus rien."))
        return redirect("jury_deliberation")
    context = common(seat, "queue", dossier=found, of=found.collectivity, form=form)
    return render(request, "labels/deliberation/step_aside.html", context, status=status_of(request))
