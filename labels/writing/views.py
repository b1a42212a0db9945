"""``/espace/…/dossier/``: a dossier, its sections, and those of other years."""

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collectivities.models import Membership
from collectivities.space.access import for_members
from collectivities.space.addresses import space_address
from labels.enums import DossierPath
from labels.models import Campaign, Dossier
from labels.timing import may_write
from labels.writing import carrying, showing, years
from labels.writing.access import dossier_of
from labels.writing.addresses import dossier_address, section_address
from labels.writing.forms import FIELD, PathForm, SectionForm
from labels.writing.overview import overview_page, requested
from labels.writing.reading import Part, Written, read, read_again
from labels.writing.saving import ClosedError, save, to_write
from labels.writing.sheets import titles_of
from labels.writing.starting import NotStartedError, start
from portal.merged_forms import Merge
from portal.models import User
from portal.typed import is_asked_by_script, keep_typed, keeps_what_was_typed, typed_before

CONFLICT, INVALID = 409, 422
METHODS = ["GET", "HEAD", "POST"]


@for_members
@require_safe
def dossiers(request: HttpRequest, membership: Membership) -> HttpResponse:
    return years.page(request, membership)


@for_members
@require_POST
def begin(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The dossier of the current campaign; the one that a colleague began meanwhile is opened."""
    form = PathForm(request.POST)
    if not form.is_valid():
        return years.page(request, membership, error=_("Choisissez un parcours."), status=INVALID)
    campaign = Campaign.objects.current()
    if campaign is None:
        return years.page(request, membership, error=_("Aucun appel à candidatures n’est ouvert."), status=CONFLICT)
    try:
        dossier = start(campaign, membership.collectivity, DossierPath(form.cleaned_data["parcours"]))
    except NotStartedError as error:
        return years.page(request, membership, error=str(error), status=CONFLICT)
    return redirect(dossier_address(dossier))


@for_members
@require_http_methods(METHODS)
def overview(request: HttpRequest, membership: Membership, year: int) -> HttpResponse:
    """The whole dossier: what is left, and what is chosen for all of it."""
    dossier = dossier_of(membership, year)
    if request.method != "POST":
        return overview_page(request, membership, dossier)
    try:
        if not _choose(request, dossier):
            return overview_page(request, membership, dossier, status=INVALID)
    except ClosedError as error:
        messages.error(request, str(error))
    return redirect(dossier_address(dossier))


@keeps_what_was_typed
@for_members
@require_http_methods(METHODS)
def section(request: HttpRequest, membership: Membership, year: int, section: str) -> HttpResponse:
    """A section: its questions, each saved on its own."""
    dossier = dossier_of(membership, year)
    if request.method == "POST":
        return _save(request, dossier, section)
    written = read(dossier)
    part = _part(written, section)
    if reason := may_write(dossier, timezone.now()):
        return showing.closed_section_page(request, written, part, reason)
    typed = typed_before(request)
    form = SectionForm(typed, part=part, sheets=_titles(part, dossier))
    if typed is not None:
        form.is_valid()
    return showing.section_page(request, written, form, is_typed=typed is not None)


def _save(request: HttpRequest, dossier: Dossier, code: str) -> HttpResponse:
    user = cast(User, request.user)
    try:
        with transaction.atomic():
            current = to_write(dossier)
            written = _as_it_was_read(request, current, code)
            part = _part(written, code)
            form = SectionForm(request.POST, part=part, sheets=_titles(part, current, request.POST))
            form = form.settled(theirs=request.POST.get("prendre", ""), mine=request.POST.get("garder", ""))
            form.is_valid()
            merge = save(form, current, user)
            _carry(request, current, user, code)
    except ClosedError as error:
        return _closed(request, dossier, code, str(error))
    if merge.changes or not is_asked_by_script(request):
        written = read_again(written, code)
    return _saved(request, written, form, merge)


def _as_it_was_read(request: HttpRequest, dossier: Dossier, code: str) -> Written:
    """On the path that the form was read on: what was answered is kept when a colleague has shortened it meanwhile."""
    # What a page compares with last year is not told to a script.
    with_sheets = not is_asked_by_script(request)
    written = read(dossier, with_sheets=with_sheets)
    part = written.part(code)
    asked = {SectionForm.name_of(one) for one in part.asked} if part else set()
    if all(name in asked for name in request.POST if name.startswith(FIELD)):
        return written
    dossier.path = DossierPath.FULL
    return read(dossier, with_sheets=with_sheets)


def _carry(request: HttpRequest, dossier: Dossier, user: User, code: str) -> None:
    """The buttons of last year’s answers, in a section."""
    if "reconduire" in request.POST:
        carrying.carry(dossier, user, code)
    if "confirmer" in request.POST:
        carrying.confirm(dossier, user, code)


def _saved(request: HttpRequest, written: Written, form: SectionForm, merge: Merge) -> HttpResponse:
    """What follows a save. A script is told what is stored; a person goes on, here or elsewhere."""
    if is_asked_by_script(request):
        return JsonResponse(showing.told(request, written, form, merge))
    dossier, part = written.dossier, _part(written, form.part.section.code)
    if merge.conflicts or form.errors:
        status = CONFLICT if merge.conflicts else INVALID
        form = form.rebased(part, merge.conflicts | frozenset(form.errors))
        return showing.section_page(request, written, form, merge, status=status)
    if "quitter" in request.POST:
        messages.success(request, _("C’est enregistré."))
        return redirect(space_address(dossier.collectivity))
    _before, after = written.around(part)
    if "suite" in request.POST:
        return redirect(section_address(dossier, after.section) if after else dossier_address(dossier))
    messages.success(request, _("C’est enregistré."))
    return redirect(section_address(dossier, part.section))


def _closed(request: HttpRequest, dossier: Dossier, code: str, reason: str) -> HttpResponse:
    """The dossier was deposited, or the closing has passed, meanwhile. What was typed waits."""
    if is_asked_by_script(request):
        return JsonResponse({"closed": reason}, status=CONFLICT)
    dossier.refresh_from_db()
    written = read(dossier)
    part = _part(written, code)
    form = SectionForm(request.POST, part=part, sheets=_titles(part, dossier))
    form.is_valid()
    if form.says_more:
        keep_typed(request)
    return showing.closed_section_page(request, written, part, reason, is_kept=form.says_more)


@transaction.atomic
def _choose(request: HttpRequest, dossier: Dossier) -> bool:
    """What is chosen for the whole dossier; False when it makes no sense."""
    user, current = cast(User, request.user), to_write(dossier)
    if "reconduire" in request.POST:
        count = carrying.carry(current, user)
        messages.success(request, years.carried_in_words(count))
        return True
    if "confirmer" in request.POST:
        carrying.confirm(current, user)
        messages.success(request, _("C’est noté : les réponses reprises sont celles de cette année."))
        return True
    if "parcours" in request.POST:
        form = PathForm(request.POST)
        if form.is_valid():
            Dossier.objects.filter(pk=current.pk).update(path=form.cleaned_data["parcours"], changed_at=timezone.now())
            messages.success(request, _("Le parcours est changé. Toutes vos réponses sont gardées."))
        return form.is_valid()
    return requested(request, current)


def _part(written: Written, code: str) -> Part:
    found = written.part(code)
    if found is None:
        raise Http404
    return found


def _titles(part: Part, dossier: Dossier, sent: QueryDict | None = None) -> dict[int, str]:
    """Only a section that asks for proofs needs the sheets; of what was sent, those that it names or that are stored
    are enough.
    """
    titles = titles_of(dossier.collectivity) if part.asks_for_proofs else {}
    if sent is None or not titles:
        return titles
    named = {value for values in sent.lists() for value in values[1]}
    stored = {proof.initiative_id for asked in part.asked for proof in asked.proofs}
    return {key: title for key, title in titles.items() if str(key) in named or key in stored}
