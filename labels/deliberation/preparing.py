"""Before the jury sits: which dossiers may be deliberated on, which wait for a reading, and for whose."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from labels.deliberation.room import Seat
from labels.enums import DossierState
from labels.jury.enums import AssignmentState
from labels.models import Assignment, Dossier, Juror
from labels.timing import why_not_reading
from labels.transitions import NotPossibleError, locked, perform
from labels.workflow import DELIBERATE

AT_ONCE = 25
"""How many in one request: a page that shows how far it is never takes long to answer."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dossier, and the readers who have not deposited: nobody where all stepped aside."""

    dossier: Dossier
    readers: tuple[Juror, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """Of the dossiers before her. ``why`` is what keeps all of them from being deliberated on; ``late`` is who has how
    many readings to deposit, the most first.
    """

    why: str
    ready: tuple[Dossier, ...]
    waiting: tuple[Waiting, ...]
    late: tuple[tuple[Juror, int], ...]


def prepare(seat: Seat) -> Preparation:
    """Two queries, beside those of the seat. ``labels.timing`` says the same of one dossier."""
    campaign, moment = seat.campaign, timezone.now()
    rows = Dossier.objects.filter(campaign=campaign, state=DossierState.READING)
    rows = rows.select_related("collectivity__departement").order_by("collectivity__sort_name", "pk")
    rows = rows.annotate(has_readers=Exists(Assignment.objects.told().filter(dossier=OuterRef("pk"))))
    reading = [one for one in rows if seat.actors(one)]
    left: dict[int, list[Juror]] = defaultdict(list)
    told = Assignment.objects.told().in_campaign(campaign).exclude(state=AssignmentState.DONE)
    for one in told.filter(dossier__state=DossierState.READING).select_related("juror__user").order_by("pk"):
        left[one.dossier_id].append(one.juror)
    why, until = why_not_reading(campaign, moment), campaign.readings_until
    is_over = bool(until and moment > until)
    unread = {one.pk for one in reading if one.pk in left or not one.has_readers}
    waiting = tuple(Waiting(one, tuple(left[one.pk])) for one in reading if one.pk in unread)
    late = Counter(juror for one in waiting for juror in one.readers)
    ready = tuple(one for one in reading if not why and (is_over or one.pk not in unread))
    return Preparation(why, ready, waiting, tuple(late.most_common()))


def pass_on(seat: Seat) -> int:
    """Have the jury deliberate on the next dossiers that may be, each on its own. How many: none once all are."""
    return sum(_pass_on(seat, one.pk) for one in prepare(seat).ready[:AT_ONCE])


@transaction.atomic
def _pass_on(seat: Seat, key: int) -> bool:
    dossier = locked(key)
    try:
        perform(DELIBERATE, dossier, seat.actors(dossier), seat.user)
    except NotPossibleError:
        # Somebody else did it, or a reader was added meanwhile.
        return False
    return True
