"""How many queries each screen takes, however many dossiers there are, and whatever became of the last trial."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from labels.enums import RunState
from labels.models import Sitting, Trial
from labels.robustness.results import Result
from tests.factories import UserFactory
from tests.labels.deliberation.conftest import Room, more_dossiers
from tests.labels.factories import AttendanceFactory, JurorFactory, MentionFactory

FEWER_THAN = 20
PAGES = {
    "door": "/jury/deliberation/",
    "queue": "/jury/deliberation/dossiers/",
    "dossier": "",
    "decided": "",
    "again": "reprendre/",
    "decisions": "decisions/",
    "section": "rubriques/acces-public/",
}


def who_is(room: Room, name: str) -> Any:
    """« both » presides and is of the association, which takes the most to find out."""
    user = room.juror.user if name == "juror" else room.president.user
    if name in {"association", "both"}:
        association = UserFactory(association=True)
        if name == "association":
            return association
        user.groups.set(association.groups.all())
    return user


def count_of(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def grow(room: Room) -> None:
    more_dossiers(room, 12)
    for _place in range(5):
        AttendanceFactory(sitting=room.sitting, juror=JurorFactory(campaign=room.campaign))


@pytest.mark.parametrize("who", ["president", "association", "both", "juror"])
@pytest.mark.parametrize("page", PAGES)
def test_each_screen_takes_few_queries_at_any_size(
    room: Room, client_of: Any, decide: Any, page: str, who: str
) -> None:
    MentionFactory(campaign=room.campaign)
    if who == "juror" and page in {"again", "door"}:
        pytest.skip("not hers")
    if page in {"decided", "decisions"}:
        decide(UserFactory(association=True))
    address = PAGES[page] if PAGES[page].startswith("/") else room.address(PAGES[page])
    client = client_of(who_is(room, who))
    count_of(client, address)
    few = count_of(client, address)
    grow(room)
    assert count_of(client, address) == few
    assert few < FEWER_THAN, few


TRIALS: dict[str, tuple[RunState, ...]] = {
    "never": (),
    "running": (RunState.WORKING,),
    "failed": (RunState.FAILED,),
    "running after one": (RunState.DONE, RunState.WORKING),
    "failed after one": (RunState.DONE, RunState.FAILED),
    "done": (RunState.DONE,),
}
"""By name, those that were asked for."""


def asked(room: Room, *states: RunState) -> None:
    """Trials in these states, the last one asked for last, and no other."""
    Trial.objects.filter(campaign=room.campaign).delete()
    for state in states:
        ended: dict[str, Any] = {"digest": "ab" * 32, "result": Result({}).kept(), "ended_at": timezone.now()}
        values = ended if state == RunState.DONE else {}
        Trial.objects.create(campaign=room.campaign, seed=2027, draws=1_000, state=state, **values)


@pytest.mark.parametrize("state", ["open", "decided", "again", "between sittings"])
def test_a_dossier_takes_few_in_every_state(room: Room, client_of: Any, decide: Any, state: str) -> None:
    MentionFactory(campaign=room.campaign)
    user = who_is(room, "both")
    client = client_of(user)
    if state in {"decided", "again"}:
        decide(user)
    if state == "again":
        client.post(room.address("reprendre/"), {"reason": "La page 3 n’avait pas été lue."})
    if state == "between sittings":
        Sitting.objects.update(closed_at=timezone.now())
    client.get(room.address())

    def counts() -> dict[str, int]:
        found = {}
        for name, states in TRIALS.items():
            asked(room, *states)
            found[name] = count_of(client, room.address())
        return found

    few = counts()
    grow(room)
    assert counts() == few
    assert max(few.values()) < FEWER_THAN, few
