"""« Mes liens »: what is declared, what the portal sees, and declaring one more."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collectivities.listing import clean_query
from collectivities.models import Collectivity
from collectivities.registrations import choosing
from labels.jury import interests
from labels.jury.access import for_sitting_jurors
from labels.jury.enums import InterestKind, InterestState
from labels.jury.forms import DismissForm, InterestForm
from labels.jury.pages import READ_METHODS, common
from labels.models import Interest, Juror, JuryRules
from portal.typed import data_of, status_of


@for_sitting_jurors
@require_safe
def links(request: HttpRequest, juror: Juror) -> HttpResponse:
    return _shown(request, juror)


@for_sitting_jurors
@require_POST
def declared(request: HttpRequest, juror: Juror) -> HttpResponse:
    """« Je n’ai aucun lien », or « ma déclaration est complète »."""
    if interests.complete(juror):
        messages.success(request, _("Votre déclaration est faite. Complétez-la dès qu’un lien apparaît."))
        return redirect("jury")
    messages.error(request, _("Répondez d’abord aux liens que le portail voit : confirmez-les, ou expliquez-les."))
    return redirect("jury_links")


@for_sitting_jurors
@require_safe
def choose(request: HttpRequest, juror: Juror) -> HttpResponse:
    """With which collectivité; what carries the name or the code is listed, and one alone is chosen."""
    text = clean_query(request.GET.get("q", ""))
    found = list(choosing.found(text)[: choosing.SHOWN + 1])
    if len(found) == 1:
        return redirect("jury_link_with", found[0].kind_path, found[0].code_path)
    more = {"query": text, "found": found[: choosing.SHOWN], "is_cut": len(found) > choosing.SHOWN}
    return render(request, "labels/jury/choose.html", common(juror, "links", **more))


@for_sitting_jurors
@require_safe
def suggestions(request: HttpRequest, juror: Juror) -> HttpResponse:
    found = list(choosing.found(clean_query(request.GET.get("q", "")))[: choosing.PROPOSED])
    return render(request, "labels/jury/suggestions.html", {"found": found})


@for_sitting_jurors
@require_http_methods(READ_METHODS)
def declare(request: HttpRequest, juror: Juror, kind: str = "", code: str = "") -> HttpResponse:
    """One link, with the collectivité of the address, or with an organisation that is none."""
    collectivity = choosing.of_address(kind, code) if kind else None
    if kind and collectivity is None:
        raise Http404
    form = InterestForm(data_of(request), collectivity=collectivity)
    if request.method == "POST" and form.is_valid():
        _declare(request, juror, collectivity, form.cleaned_data)
        return redirect("jury_links")
    context = common(juror, "links", form=form, collectivity=collectivity)
    return render(request, "labels/jury/declare.html", context, status=status_of(request))


@for_sitting_jurors
@require_POST
def hold(request: HttpRequest, juror: Juror, pk: int) -> HttpResponse:
    try:
        interests.hold(_own(juror, pk))
        messages.success(request, _("C’est noté."))
    except interests.NothingToAnswerError:
        messages.error(request, _("Ce lien a déjà une réponse."))
    return redirect("jury_links")


@for_sitting_jurors
@require_POST
def dismiss(request: HttpRequest, juror: Juror, pk: int) -> HttpResponse:
    interest = _own(juror, pk)
    form = DismissForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return _shown(request, juror, form, pk)
    try:
        interests.dismiss(interest, form.cleaned_data["note"])
        messages.success(request, _("C’est noté : l’association lira votre explication."))
    except interests.NothingToAnswerError:
        messages.error(request, _("Ce lien a déjà une réponse."))
    return redirect("jury_links")


@for_sitting_jurors
@require_POST
def end(request: HttpRequest, juror: Juror, pk: int) -> HttpResponse:
    try:
        interests.end(_own(juror, pk))
        messages.success(request, _("Ce lien est terminé. Les dossiers qu’il a écartés ne reviennent pas."))
    except interests.NothingToAnswerError:
        messages.error(request, _("Ce lien est déjà terminé, ou le portail le connaît par lui-même."))
    return redirect("jury_links")


def _own(juror: Juror, pk: int) -> Interest:
    found: Interest = get_object_or_404(
        Interest.objects.select_related("collectivity__departement", "juror__campaign", "juror__user"),
        pk=pk,
        juror=juror,
    )
    return found


def _declare(request: HttpRequest, juror: Juror, collectivity: Collectivity | None, answer: dict[str, Any]) -> None:
    try:
        interests.declare(
            juror, InterestKind(answer["kind"]), collectivity, answer.get("organisation", ""), answer["note"]
        )
    except interests.KnownLinkError:
        messages.success(request, _("Vous aviez déjà déclaré ce lien."))
        return
    messages.success(request, _("Le lien est déclaré. S’il touchait un dossier de votre pile, il l’a quittée."))


def _shown(request: HttpRequest, juror: Juror, refused: DismissForm | None = None, refused_pk: int = 0) -> HttpResponse:
    every = list(juror.interests.select_related("collectivity__departement").order_by("-declared_at", "-pk"))
    running = [one for one in every if one.ended_at is None]
    to_answer = [
        (one, refused if one.pk == refused_pk and refused else DismissForm(prefix=str(one.pk)))
        for one in running
        if one.state == InterestState.PROPOSED
    ]
    context = common(
        juror,
        "links",
        rules=JuryRules.objects.of(juror.campaign),
        to_answer=to_answer,
        own=[one for one in running if one.state == InterestState.HELD],
        dismissed=[one for one in running if one.state == InterestState.DISMISSED],
        ended=[one for one in every if one.ended_at],
        has_declared=any(not one.is_seen for one in running),
    )
    return render(request, "labels/jury/links.html", context, status=422 if refused else 200)
