"""``/espace/…/heures/``: what a commune offers, and where it comes."""

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collectivities.models import Membership
from collectivities.space.access import for_members
from collectivities.space.views import common
from initiatives.hours import offering, taking
from initiatives.hours.addresses import hour_address, hours_address
from initiatives.hours.agenda import appointment
from initiatives.hours.forms import CancelForm, OfferForm
from initiatives.hours.wording import with_whom
from initiatives.models import Hour
from portal.calendars import appointment_response
from portal.models import User
from portal.pagination import paginate
from portal.typed import data_of, keeps_what_was_typed, status_of

PER_PAGE = 20
METHODS = ["GET", "HEAD", "POST"]


@for_members
@require_safe
def hours(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Those a collectivité offers or comes to, the last one first."""
    of = membership.collectivity
    page = paginate(request, Hour.objects.of(of).with_parties(), PER_PAGE)
    rows = [(hour, hour_address(hour, of), with_whom(hour, of)) for hour in page]
    return _render(request, membership, "hours", {"rows": rows, "page_obj": page})


@keeps_what_was_typed
@for_members
@require_http_methods(METHODS)
def offer(request: HttpRequest, membership: Membership) -> HttpResponse:
    of = membership.collectivity
    form = OfferForm(data_of(request), request=request, of=of)
    if request.method == "POST" and form.is_valid():
        hour = offering.offer(form.instance, of, cast(User, request.user))
        messages.success(request, _("Votre heure est proposée : toutes les communes la voient."))
        return redirect(hour_address(hour, of))
    return _render(request, membership, "offer", {"form": form}, status_of(request))


@for_members
@require_safe
def hour(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """As one of its parties reads it, with how to join."""
    found = _hour(membership, pk)
    seats = found.seats.select_related("asking__departement", "author")
    context = {"hour": found, "seats": seats, "is_own": _is_own(membership, found)}
    return _render(request, membership, "hour", context)


@keeps_what_was_typed
@for_members
@require_http_methods(METHODS)
def edit(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Nobody takes a place while what was sent is read: who comes is promised something."""
    address = hour_address(_changeable(membership, pk), membership.collectivity)
    with transaction.atomic():
        hour = offering.locked(pk)
        if not hour.is_coming:
            raise Http404
        held = max((seat.number for seat in hour.seats.all()), default=0)
        form = OfferForm(data_of(request), request=request, of=membership.collectivity, instance=hour, held=held)
        if request.method == "POST" and form.is_valid():
            is_told = bool(held) and form.is_told
            offering.change(form.instance, cast(User, request.user), is_told=is_told)
            messages.success(request, _("C’est enregistré. Qui vient le sait.") if is_told else _("C’est enregistré."))
            return redirect(address)
    return _render(request, membership, "offer", {"form": form, "hour": hour, "held": held}, status_of(request))


@keeps_what_was_typed
@for_members
@require_http_methods(METHODS)
def cancel(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Nobody takes a place while it is cancelled: who comes is owed a word."""
    address = hour_address(_changeable(membership, pk, is_sent=request.method == "POST"), membership.collectivity)
    with transaction.atomic():
        hour = offering.locked(pk)
        seats = hour.seats.select_related("asking__departement")
        form = CancelForm(data_of(request), request=request, is_owed=bool(seats))
        if request.method == "POST" and (hour.is_cancelled or form.is_valid()):
            if hour.is_cancelled or offering.cancel(hour, cast(User, request.user), form.cleaned_data["text"]):
                messages.success(request, _("L’heure est annulée."))
            return redirect(address)
    return _render(request, membership, "cancel", {"form": form, "hour": hour, "seats": seats}, status_of(request))


@for_members
@require_POST
def give_back(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Who presses twice is told no error."""
    of = membership.collectivity
    found = Hour.objects.filter(pk=pk, seats__asking=of).first()
    if found is None and not taking.was_given_back(pk, of):
        raise Http404
    if found and taking.give_back(found, of, cast(User, request.user)):
        messages.success(request, _("La place est rendue, et la commune est prévenue."))
    elif found:
        messages.info(request, _("L’heure a commencé : la place ne se rend plus."))
    return redirect(hours_address(of))


@for_members
@require_safe
def calendar(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """The hour, for the agenda of the reader."""
    return appointment_response(appointment(_hour(membership, pk), membership.collectivity))


def _hour(membership: Membership, pk: int) -> Hour:
    """One that this collectivité offers, or has a place in."""
    parties = Hour.objects.of(membership.collectivity).with_parties()
    found: Hour = get_object_or_404(parties.select_related("collectivity__departement", "sheet"), pk=pk)
    return found


def _changeable(membership: Membership, pk: int, is_sent: bool = False) -> Hour:
    """One that it offers and that has not begun. ``is_sent``: a cancelled one too, for who presses twice."""
    found = _hour(membership, pk)
    if not _is_own(membership, found) or not (found.is_coming or (is_sent and found.is_cancelled)):
        raise Http404
    return found


def _is_own(membership: Membership, hour: Hour) -> bool:
    return bool(hour.collectivity_id == membership.collectivity_id)


def _render(
    request: HttpRequest, membership: Membership, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    whole = {**common(request, membership, "hours"), **context}
    return render(request, f"initiatives/hours/space/{name}.html", whole, status=status)
