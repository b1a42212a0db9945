"""``/jury/deliberation/``: the door of the room, where a sitting is prepared, opened and ended."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from labels.deliberation.forms import OpenSittingForm
from labels.deliberation.pages import common
from labels.deliberation.preparing import pass_on, prepare
from labels.deliberation.room import Seat, for_who_leads, for_who_may_come
from labels.deliberation.sitting import SittingError, end, open_sitting, say_who_is_there
from labels.enums import DossierState
from labels.models import Attendance, Juror, Sitting
from portal.typed import data_of, status_of


@for_who_may_come
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, seat: Seat) -> HttpResponse:
    """For who leads, what is ready and who is there; the form opens a sitting. For the others, whether they may come
    in: their page asks again by itself.
    """
    if not seat.leads:
        return _waiting(request, seat)
    form = OpenSittingForm(data_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            sitting = open_sitting(seat, form.cleaned_data["place"])
        except SittingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("La séance %(number)s est ouverte.") % {"number": sitting.number})
            return redirect("jury_deliberation_door")
    return _leading(request, seat, form)


def _waiting(request: HttpRequest, seat: Seat) -> HttpResponse:
    if request.method == "POST":
        raise Http404
    is_polled = request.headers.get("HX-Request") == "true"
    if seat.is_inside:
        inside = reverse("jury_deliberation")
        # The script would put the page into its own corner of this one.
        return HttpResponseClientRedirect(inside) if is_polled else redirect(inside)
    waits_for = "presence" if seat.sitting else "seance"
    if is_polled and request.GET.get("vu") == waits_for:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    template = "polled" if is_polled else "outside"
    return render(request, f"labels/deliberation/{template}.html", common(seat, "door", waits_for=waits_for))


@for_who_leads
@require_POST
def presences(request: HttpRequest, seat: Seat) -> HttpResponse:
    present, seen = _keys(request, "present"), _keys(request, "vu")
    if seat.sitting is None:
        messages.error(request, _("Aucune séance n’est ouverte."))
        return redirect("jury_deliberation_door")
    try:
        say_who_is_there(seat.sitting, seat, present, seen)
    except SittingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Les présences sont notées."))
    return redirect("jury_deliberation_door")


@for_who_leads
@require_POST
def end_it(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The sitting of the page that was read: a second click ends no other one."""
    sitting = seat.sitting
    if sitting and str(sitting.pk) == request.POST.get("seance") and end(sitting, seat):
        messages.success(request, _("La séance %(number)s est levée.") % {"number": sitting.number})
    return redirect("jury_deliberation_door")


@for_who_leads
@require_POST
def pass_them_on(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Some at a time: the answer says how far it is, and leads to the rest."""
    moved = pass_on(seat)
    ready, inside = len(prepare(seat).ready), len(seat.dossiers)
    if moved and ready:
        context = common(seat, "door", done=inside, total=inside + ready)
        return render(request, "labels/deliberation/passing.html", context)
    if ready:
        messages.error(request, _("Ces dossiers ne passent pas à la délibération : réessayez."))
    else:
        said = ngettext("%(count)s dossier est en délibération.", "%(count)s dossiers sont en délibération.", inside)
        messages.success(request, said % {"count": inside})
    return redirect("jury_deliberation_door")


def _leading(request: HttpRequest, seat: Seat, form: OpenSittingForm) -> HttpResponse:
    before = seat.dossiers.values()
    context = common(
        seat,
        "door",
        preparation=prepare(seat),
        count=len(before),
        decided=sum(one.state in DossierState.decided() for one in before),
        form=form,
        people=_people(seat),
        movements=_movements(seat.sitting),
        past=list(seat.campaign.sittings.filter(closed_at__isnull=False).order_by("number")),
    )
    return render(request, "labels/deliberation/door.html", context, status=status_of(request))


def _people(seat: Seat) -> list[tuple[Juror, bool]]:
    """Those expected, by name, and whether each is in the room."""
    if seat.sitting is None:
        return []
    there = set(Attendance.objects.now().filter(sitting=seat.sitting).values_list("juror_id", flat=True))
    rows = Juror.objects.filter(campaign=seat.campaign, user__is_active=True).expected().select_related("user")
    return [(one, one.pk in there) for one in rows.order_by("user__last_name", "pk")]


def _movements(sitting: Sitting | None) -> list[Any]:
    """Who arrived and left, in the order in which they arrived."""
    if sitting is None:
        return []
    return list(sitting.attendances.select_related("juror__user").order_by("arrived_at", "pk"))


def _keys(request: HttpRequest, name: str) -> set[int]:
    """What is no number is left out."""
    return {int(key) for key in request.POST.getlist(name) if key.isascii() and key.isdecimal() and len(key) < 10}
