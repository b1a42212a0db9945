"""Two who lead write, open, end and tick at the same moment. On PostgreSQL, which lets them."""

import datetime
from typing import Any

import pytest
import time_machine

from home.setup import set_up_portal
from labels.deliberation.deciding import ChangedError, Ruling, decide, decide_again, seen_of
from labels.deliberation.preparing import pass_on
from labels.deliberation.presences import those_present
from labels.deliberation.room import Seat
from labels.deliberation.sitting import SittingError, end, open_sitting, say_who_is_there
from labels.enums import DossierState
from labels.jury.enums import AssignmentState, RecusedBy
from labels.jury.recusing import keep_from
from labels.models import (
    Assignment,
    Attendance,
    Campaign,
    Decision,
    Dossier,
    JournalEntry,
    Juror,
    Minutes,
    Presence,
    Sitting,
)
from labels.reading.depositing import take_back
from labels.reading.saving import ClosedError
from labels.scoring.standing import standings
from labels.transitions import NotPossibleError
from tests.at_once import ON_POSTGRESQL, at_once
from tests.factories import UserFactory
from tests.labels.deliberation.conftest import SITTING_TIME, Room, make_room
from tests.labels.factories import JurorFactory

pytestmark = ON_POSTGRESQL


@pytest.fixture
def both() -> Any:
    """The room, the seat of who presides, and that of the association."""
    with time_machine.travel(SITTING_TIME, tick=False):
        set_up_portal()
        room = make_room()
        juror = Juror.objects.with_interests().get(pk=room.president.pk)
        association = UserFactory(association=True)
        yield (
            room,
            Seat(juror.user, room.campaign, juror, False, room.sitting),
            Seat(association, room.campaign, None, True, room.sitting),
        )


def ruling(room: Room, symbols: int) -> Ruling:
    dossier = Dossier.objects.select_related("collectivity").get(pk=room.dossier.pk)
    seen = seen_of(standings(room.campaign)[dossier.pk], those_present(room.sitting, dossier))
    return Ruling(room.level(symbols), f"Avis à {symbols}.", seen)


def test_two_decisions_at_once_make_one(both: Any) -> None:
    room, president, association = both
    said = [ruling(room, 3), ruling(room, 4)]
    given = at_once(
        lambda: decide(president, room.dossier.pk, said[0]),
        lambda: decide(association, room.dossier.pk, said[1]),
        expected=(NotPossibleError,),
    )
    assert sum(isinstance(one, NotPossibleError) for one in given) == 1
    assert Decision.objects.count() == JournalEntry.objects.filter(action="label").count() == 1


def test_a_decision_and_the_end_of_its_sitting_come_one_after_the_other(both: Any) -> None:
    room, president, association = both
    said = ruling(room, 3)
    at_once(
        lambda: decide(president, room.dossier.pk, said),
        lambda: end(room.sitting, association),
        expected=(NotPossibleError, ChangedError),
    )
    decided = Decision.objects.first()
    sitting = Sitting.objects.get()
    assert sitting.closed_at
    assert (room.state() == "labelled") is (decided is not None)
    assert Presence.objects.count() == (4 if decided else 0)


def test_what_is_taken_up_again_is_told_by_the_minutes_of_its_sitting(both: Any) -> None:
    room, president, association = both
    decide(president, room.dossier.pk, ruling(room, 3))
    at_once(
        lambda: decide_again(president, room.dossier.pk, "Une pièce était fausse."),
        lambda: end(room.sitting, association),
        expected=(NotPossibleError,),
    )
    told = Minutes.objects.get().content["decided_again"]
    assert bool(told) is (room.state() == "deliberation")


def test_a_reading_that_is_taken_back_is_deliberated_on_by_nobody(both: Any) -> None:
    room, president, _association = both
    later = SITTING_TIME + datetime.timedelta(hours=1)
    Campaign.objects.filter(pk=room.campaign.pk).update(readings_until=later, deliberation_at=later)
    Dossier.objects.filter(pk=room.dossier.pk).update(state=DossierState.READING)
    own = Assignment.objects.get(dossier=room.dossier, juror=room.readers[0])
    at_once(lambda: take_back(own), lambda: pass_on(president), expected=(ClosedError,))
    own.refresh_from_db()
    assert (own.state == AssignmentState.STARTED) is (room.state() == "reading")


def test_a_decision_and_a_deport_agree(both: Any) -> None:
    """Either she was there when it was taken, or she had stepped aside and it waits to be read again."""
    room, president, _association = both
    said = ruling(room, 3)
    at_once(
        lambda: decide(president, room.dossier.pk, said),
        lambda: keep_from(room.dossier, room.juror, "Un ami.", None, RecusedBy.JUROR),
        expected=(ChangedError,),
    )
    assert room.state() in {"labelled", "deliberation"}
    if Decision.objects.exists():
        assert not Presence.objects.get(juror=room.juror).stepped_out


def test_two_open_one_sitting_and_tick_each_person_once(both: Any) -> None:
    room, president, association = both
    end(room.sitting, president)
    opened = at_once(lambda: open_sitting(president, "Rennes"), lambda: open_sitting(association, "Rennes"))
    assert len({one.pk for one in opened}) == 1
    late = JurorFactory(campaign=room.campaign)
    at_once(
        *(lambda seat=seat: say_who_is_there(opened[0], seat, {late.pk}, set()) for seat in (president, association)),
        expected=(SittingError,),
    )
    assert Attendance.objects.now().filter(juror=late).count() == 1
