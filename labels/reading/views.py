"""``/jury/lectures/…``: reading a dossier, marking it, depositing the reading."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labels.jury.access import for_sitting_jurors
from labels.models import Assignment, Juror
from labels.reading import depositing, showing
from labels.reading.access import for_readers
from labels.reading.addresses import opinion_address, others_address, reading_address, section_address
from labels.reading.desk import Desk, desk_of
from labels.reading.forms import GradeForm, OpinionForm
from labels.reading.others import others as others_of
from labels.reading.pile import next_reading, put_off
from labels.reading.saving import ClosedError, save_grades, save_opinion, to_write
from labels.writing.reading import Part
from portal.merged_forms import Merge
from portal.typed import is_asked_by_script, keep_typed, typed_before

CONFLICT, INVALID = 409, 422
METHODS = ["GET", "HEAD", "POST"]


@for_readers
@require_safe
def reading(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Where it is to be gone on with: the first section with a note left, else the whole opinion."""
    desk = desk_of(assignment)
    left = next((part for part in desk.written.parts if desk.left_in(part.section)), None)
    return redirect(section_address(assignment, left.section) if left else opinion_address(assignment))


@for_readers
@require_http_methods(METHODS)
def section(request: HttpRequest, assignment: Assignment, section: str) -> HttpResponse:
    if request.method != "POST":
        desk = desk_of(assignment)
        part = _part(desk, section)
        form = GradeForm(typed_before(request), desk=desk, section=part.section)
        form.is_valid()
        return showing.section_page(request, desk, part, form)
    try:
        with transaction.atomic():
            desk = desk_of(to_write(assignment))
            part = _part(desk, section)
            form = GradeForm(request.POST, desk=desk, section=part.section)
            form = form.settled(theirs=request.POST.get("prendre", ""), mine=request.POST.get("garder", ""))
            form.is_valid()
            merge = save_grades(form, desk.assignment)
    except ClosedError as error:
        return _closed(request, str(error))
    return _section_saved(request, desk.again(), part, form, merge)


def _section_saved(request: HttpRequest, desk: Desk, part: Part, form: GradeForm, merge: Merge) -> HttpResponse:
    """What follows a save. A script is told what is stored; a person goes on, here or elsewhere."""
    now = GradeForm(desk=desk, section=part.section)
    if is_asked_by_script(request):
        return JsonResponse(showing.told(desk, part, form, now, merge))
    if merge.conflicts or form.errors:
        sent = form.data_over(now.stored, merge.conflicts | frozenset(form.errors))
        kept = GradeForm(sent, desk=desk, section=part.section)
        kept.is_valid()
        return showing.section_page(request, desk, part, kept, merge, status=_status(merge))
    _before, after = desk.written.around(part)
    if "suite" in request.POST:
        return redirect(section_address(desk.assignment, after.section) if after else opinion_address(desk.assignment))
    messages.success(request, _("C’est enregistré."))
    return redirect("jury" if "quitter" in request.POST else section_address(desk.assignment, part.section))


@for_readers
@require_http_methods(METHODS)
def opinion(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """What is said of the whole dossier, and the deposit."""
    levels = list(assignment.dossier.campaign.levels.order_by("symbols"))
    if request.method != "POST":
        desk = desk_of(assignment)
        form = OpinionForm(typed_before(request), review=desk.review, levels=levels)
        form.is_valid()
        return showing.opinion_page(request, desk, form)
    try:
        with transaction.atomic():
            desk = desk_of(to_write(assignment))
            form = OpinionForm(request.POST, review=desk.review, levels=levels)
            form = form.settled(theirs=request.POST.get("prendre", ""), mine=request.POST.get("garder", ""))
            form.is_valid()
            merge = save_opinion(form, desk.assignment)
    except ClosedError as error:
        return _closed(request, str(error))
    return _opinion_saved(request, desk.again(), form, merge)


def _opinion_saved(request: HttpRequest, desk: Desk, form: OpinionForm, merge: Merge) -> HttpResponse:
    now = OpinionForm(review=desk.review, levels=form.levels)
    if is_asked_by_script(request):
        return JsonResponse(showing.told(desk, None, form, now, merge))
    if merge.conflicts or form.errors:
        sent = form.data_over(now.stored, merge.conflicts | frozenset(form.errors))
        kept = OpinionForm(sent, review=desk.review, levels=form.levels)
        kept.is_valid()
        return showing.opinion_page(request, desk, kept, merge, status=_status(merge))
    if "deposer" in request.POST:
        return _deposit(request, desk.assignment)
    messages.success(request, _("C’est enregistré."))
    return redirect("jury" if "quitter" in request.POST else opinion_address(desk.assignment))


@for_readers
@require_POST
def take_back(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    try:
        if depositing.take_back(assignment):
            messages.success(request, _("Votre lecture est reprise : elle est à déposer de nouveau."))
    except ClosedError as error:
        messages.error(request, str(error))
    return redirect(opinion_address(assignment))


@for_readers
@require_http_methods(METHODS)
def others(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """The notes of the others: opened by a button, once, for good."""
    if request.method == "POST":
        try:
            depositing.open_others(assignment)
        except ClosedError as error:
            messages.error(request, str(error))
            return redirect(opinion_address(assignment))
        return redirect(others_address(assignment))
    desk = desk_of(assignment)
    if not desk.review or not desk.review.seen_others_at:
        return redirect(opinion_address(assignment))
    context = {**showing.common(desk, None), "others": others_of(desk), "criteria": desk.grid.criteria}
    return render(request, "labels/reading/others.html", context)


@for_readers
@require_POST
def skip(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """« Passer pour l'instant »."""
    put_off(request, assignment)
    following = next_reading(request, assignment.juror, after=assignment)
    return redirect(reading_address(following) if following else "jury")


@for_sitting_jurors
@require_safe
def go_on(request: HttpRequest, juror: Juror) -> HttpResponse:
    """To the reading that comes next."""
    following = next_reading(request, juror) if juror.is_able_to_read else None
    return redirect(reading_address(following) if following else "jury")


def _part(desk: Desk, code: str) -> Part:
    found = desk.written.part(code)
    if found is None:
        raise Http404
    return found


def _status(merge: Merge) -> int:
    return CONFLICT if merge.conflicts else INVALID


def _deposit(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    try:
        depositing.deposit(assignment)
    except (ClosedError, depositing.NotDepositedError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Votre lecture est déposée."))
    return redirect(opinion_address(assignment))


def _closed(request: HttpRequest, reason: str) -> HttpResponse:
    """It was deposited on another screen, or the readings ended. What was typed waits in the session."""
    if is_asked_by_script(request):
        return JsonResponse({"closed": reason}, status=CONFLICT)
    keep_typed(request)
    messages.error(request, reason)
    return redirect("jury")
