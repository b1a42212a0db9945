"""``/jury/deliberation/proces-verbaux/``: for who leads the deliberation."""

from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from labels.deliberation.pages import common
from labels.deliberation.room import Seat, for_who_leads
from labels.documents.answering import pdf_response, says_when_not_made
from labels.fingerprints import canonical
from labels.minutes.keeping import pdf_of
from labels.minutes.printing import title_of
from labels.models import Campaign, Dossier, Minutes
from labels.permissions import can_read_minutes


@for_who_leads
@require_safe
def listing(request: HttpRequest, seat: Seat) -> HttpResponse:
    # What they say is not read for a list: those of a sitting weigh up to a megabyte, and some read every year.
    rows = _rows(seat).defer("content").annotate(kind=KT("content__kind")).select_related("campaign", "sitting")
    minutes = [
        (one, title_of(one.kind, one.sitting.number if one.sitting else None))
        for one in rows.order_by("-campaign__year", "-number")
    ]
    context = common(seat, "minutes", minutes=minutes, waits=not _may_read(seat, seat.campaign))
    return render(request, "labels/minutes/list.html", context)


@for_who_leads
@require_safe
@says_when_not_made
def pdf(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    minutes = _minutes(seat, pk)
    return pdf_response(pdf_of(minutes), f"{_name(minutes)}.pdf")


@for_who_leads
@require_safe
def data(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """What was fingerprinted, to the byte: ``sha256sum`` gives the fingerprint again."""
    minutes = _minutes(seat, pk)
    response = HttpResponse(canonical(minutes.content), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(minutes)}.json"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


def _minutes(seat: Seat, key: int) -> Minutes:
    found: Minutes = get_object_or_404(_rows(seat).select_related("campaign"), pk=key)
    if not _may_read(seat, found.campaign):
        raise Http404
    return found


def _rows(seat: Seat) -> "QuerySet[Minutes]":
    """Those that she may read: those of every year for the association, which keeps them."""
    readable = Minutes.objects.filter(campaign__in=Campaign.objects.published())
    if not seat.is_secretary:
        readable = readable.filter(campaign=seat.campaign)
    if _may_read(seat, seat.campaign):
        readable = readable | Minutes.objects.filter(campaign=seat.campaign)
    return readable


def _may_read(seat: Seat, campaign: Campaign) -> bool:
    is_published = campaign.is_published
    kept = not is_published and _is_kept_from_one(seat)
    return can_read_minutes(leads=seat.leads, is_kept_from_one=kept, is_published=is_published)


def _is_kept_from_one(seat: Seat) -> bool:
    keys = Dossier.objects.in_the_room(seat.campaign).values_list("pk", flat=True)
    return not seat.dossiers.keys() >= set(keys)


def _name(minutes: Minutes) -> str:
    """It says nothing of what is in it."""
    return f"proces-verbal-{minutes.campaign.year}-{minutes.number}"
