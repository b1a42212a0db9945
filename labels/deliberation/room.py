"""Who is in the room, and which dossiers are before her: each screen, list and count of the deliberation asks here.

A déport is a door: a dossier that a link keeps from somebody is in nothing that she is shown, and she does nothing to
it. That holds for who presides, and for the association too, of a collectivité whose team she is of.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from collectivities.models import Membership
from labels.enums import Actor
from labels.jury.access import juror_of
from labels.jury.conflicts import conflict
from labels.jury.current import working_campaign
from labels.models import Assignment, Attendance, Campaign, Dossier, Juror, Sitting
from portal.models import User
from portal.permissions import user_curates
from portal.typed import keeps_what_was_typed

Rest = ParamSpec("Rest")


@dataclass(frozen=True)
class Seat:
    """Somebody who may come in. ``juror`` was read ``with_interests``; ``is_secretary`` is who is of the association,
    which keeps the minutes; ``sitting`` the one that is open.
    """

    user: User
    campaign: Campaign
    juror: Juror | None
    is_secretary: bool
    sitting: Sitting | None

    @property
    def is_president(self) -> bool:
        return self.juror is not None and self.juror.is_president

    @property
    def leads(self) -> bool:
        """Who opens and ends sittings, says who is there, and writes decisions down."""
        return self.is_president or self.is_secretary

    @cached_property
    def is_inside(self) -> bool:
        """Who leads prepares the sitting before it is open; the others are in while they were said to be present."""
        if self.leads:
            return True
        present = Attendance.objects.now().filter(sitting=self.sitting, juror=self.juror)
        return self.sitting is not None and present.exists()

    @cached_property
    def dossiers(self) -> dict[int, Dossier]:
        """Those before her, by key, in the order of their names. At most three queries."""
        rows = Dossier.objects.in_the_room(self.campaign).select_related(
            "campaign", "questionnaire", "collectivity__departement", "collectivity__region"
        )
        rows = rows.order_by("collectivity__sort_name", "pk")
        return {one.pk: one for one in rows if not self._is_kept(one)}

    def actors(self, dossier: Dossier) -> frozenset[Actor]:
        """In what quality she acts on a dossier; in none on one that is kept from her."""
        if self._is_kept(dossier):
            return frozenset()
        found = {Actor.JUROR} if self.juror else set()
        if self.is_president:
            found.add(Actor.PRESIDENT)
        if self.is_secretary:
            found.add(Actor.ASSOCIATION)
        return frozenset(found)

    def _is_kept(self, dossier: Dossier) -> bool:
        if self.is_secretary and dossier.collectivity_id in self._own:
            return True
        if self.juror is None:
            return False
        return dossier.pk in self._recused or conflict(self.juror, dossier) is not None

    @cached_property
    def _own(self) -> frozenset[int]:
        """The collectivités whose team she is of."""
        return frozenset(Membership.objects.of(self.user).values_list("collectivity_id", flat=True))

    @cached_property
    def _recused(self) -> frozenset[int]:
        rows = Assignment.objects.recused().filter(juror=self.juror)
        return frozenset(rows.values_list("dossier_id", flat=True))


def seat_of(request: HttpRequest) -> Seat | None:
    """Nothing for who has no business in the room."""
    user: Any = request.user
    is_secretary = user.is_authenticated and user_curates(user)
    found = juror_of(request)
    campaign = working_campaign() if is_secretary else found.campaign if found else None
    if campaign is None:
        return None
    juror = None
    if found and found.is_able_to_read and found.campaign_id == campaign.pk:
        juror = Juror.objects.with_interests().get(pk=found.pk)
    if juror is None and not is_secretary:
        return None
    sitting = Sitting.objects.filter(campaign=campaign).open().first()
    return Seat(user, campaign, juror, is_secretary, sitting)


def for_the_room(view: Callable[Concatenate[HttpRequest, Seat, Rest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view who comes in; 404 for who has no business there. A member of the jury who is not present is led
    to the door, which says so.
    """

    @never_cache
    @keeps_what_was_typed
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        seat = seat_of(request)
        if seat is None:
            raise Http404
        return view(request, seat, *args, **kwargs) if seat.is_inside else redirect("jury_deliberation_door")

    return opened


def for_who_leads(view: Callable[Concatenate[HttpRequest, Seat, Rest], HttpResponse]) -> Callable[..., HttpResponse]:
    """The same for who presides and for the association: the others are told what is told of what does not exist."""

    @for_the_room
    @wraps(view)
    def opened(request: HttpRequest, seat: Seat, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not seat.leads:
            raise Http404
        return view(request, seat, *args, **kwargs)

    return opened


def before(seat: Seat, key: int) -> Dossier:
    """A dossier that is before her. Raises 404 for any other: one that is kept from her does not exist for her."""
    found = seat.dossiers.get(key)
    if found is None:
        raise Http404
    return found
