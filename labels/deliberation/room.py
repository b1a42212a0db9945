"""Who is in the room, and which dossiers are before her: each screen, list and count of the deliberation asks here.

A déport is a door: a dossier that a link keeps from somebody is in nothing that she is shown, and she does nothing to
it. That holds for who presides, and for the association too, of a collectivité whose team she is of.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
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
    which keeps the minutes; ``sitting`` the one that is open, ``is_present`` whether she was said to be there.
    """

    user: User
    campaign: Campaign
    juror: Juror | None
    is_secretary: bool
    sitting: Sitting | None
    is_present: bool = False

    def again(self) -> "Seat | None":
        """As it is now, for what is written under a lock: a link or a withdrawal may have come meanwhile."""
        return _seat(self.user, Juror.objects.of(self.user))

    @property
    def is_president(self) -> bool:
        return self.juror is not None and self.juror.is_president

    @property
    def leads(self) -> bool:
        """Who opens and ends sittings, says who is there, and writes decisions down."""
        return self.is_president or self.is_secretary

    @property
    def is_inside(self) -> bool:
        """Who leads prepares the sitting before it is open; the others are in while they were said to be present."""
        return self.leads or self.is_present

    @cached_property
    def dossiers(self) -> dict[int, Dossier]:
        """Those before her, by key, in the order of their names. One query."""
        rows = Dossier.objects.in_the_room(self.campaign).select_related(
            "campaign", "questionnaire", "collectivity__departement", "collectivity__region"
        )
        if self.juror:
            rows = rows.exclude(Exists(self._recusals.filter(dossier=OuterRef("pk"))))
        if self.is_secretary:
            rows = rows.exclude(Exists(self._memberships.filter(collectivity=OuterRef("collectivity"))))
        rows = rows.with_decisions().order_by("collectivity__sort_name", "pk")
        return {one.pk: one for one in rows if not self._is_linked(one)}

    @property
    def qualities(self) -> frozenset[Actor]:
        """In what quality she acts on what is before her."""
        found = {Actor.JUROR} if self.juror else set()
        if self.is_president:
            found.add(Actor.PRESIDENT)
        if self.is_secretary:
            found.add(Actor.ASSOCIATION)
        return frozenset(found)

    def actors(self, dossier: Dossier) -> frozenset[Actor]:
        """The same for any dossier: none on one that is kept from her."""
        return frozenset() if self._is_kept(dossier) else self.qualities

    def _is_kept(self, dossier: Dossier) -> bool:
        if self.is_secretary and dossier.collectivity_id in self._own:
            return True
        return self._is_linked(dossier) or (self.juror is not None and dossier.pk in self._recused)

    def _is_linked(self, dossier: Dossier) -> bool:
        return self.juror is not None and conflict(self.juror, dossier) is not None

    @cached_property
    def _own(self) -> frozenset[int]:
        """The collectivités whose team she is of."""
        return frozenset(self._memberships.values_list("collectivity_id", flat=True))

    @cached_property
    def _recused(self) -> frozenset[int]:
        return frozenset(self._recusals.values_list("dossier_id", flat=True))

    @property
    def _memberships(self) -> Any:
        return Membership.objects.of(self.user)

    @property
    def _recusals(self) -> Any:
        return Assignment.objects.recused().filter(juror=self.juror)


def seat_of(request: HttpRequest) -> Seat | None:
    """Nothing for who has no business in the room."""
    return _seat(request.user, juror_of(request))


def _seat(user: Any, found: Juror | None) -> Seat | None:
    is_secretary = user.is_authenticated and user_curates(user)
    campaign = working_campaign() if is_secretary else found.campaign if found else None
    if campaign is None:
        return None
    juror = None
    if found and found.is_able_to_read and found.campaign_id == campaign.pk:
        juror = found.read_interests()
    if juror is None and not is_secretary:
        return None
    there = Attendance.objects.now().filter(sitting=OuterRef("pk"), juror=juror)
    sitting = Sitting.objects.filter(campaign=campaign).open().annotate(is_attended=Exists(there)).first()
    return Seat(user, campaign, juror, is_secretary, sitting, bool(juror and sitting and sitting.is_attended))


def for_who_may_come(
    view: Callable[Concatenate[HttpRequest, Seat, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Gives the view who may come in, inside or not yet; 404 for who has no business there."""

    @never_cache
    @keeps_what_was_typed
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        seat = seat_of(request)
        if seat is None:
            raise Http404
        return view(request, seat, *args, **kwargs)

    return opened


def for_the_room(view: Callable[Concatenate[HttpRequest, Seat, Rest], HttpResponse]) -> Callable[..., HttpResponse]:
    """The same for who is inside. A member of the jury who is not present is led to the door, which says so."""

    @for_who_may_come
    @wraps(view)
    def opened(request: HttpRequest, seat: Seat, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
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
