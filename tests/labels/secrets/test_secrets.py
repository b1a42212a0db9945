"""No mark, rank, level or opinion is told to whom it is not due, by any address: see table.py.

One version of what is secret is written over the other, and whoever may not know must be answered the same: the same
status, headers, names of files, rows, order and size, for as many queries. Time stands still meanwhile.
"""

import datetime
from collections.abc import Iterator

import pytest
import time_machine

from tests.labels.factories import PARIS
from tests.labels.secrets.table import AGAIN, ALIKE, KNOWS, OUTSIDE, ROLES, SHOWN, STATES
from tests.labels.secrets.walking import Address, Answer, every_address, opened_by, unsupplied, walk
from tests.labels.secrets.world import VERSIONS, WORDS, World, make_world

pytestmark = [
    pytest.mark.django_db,
    # wagtail-localize pages its report through an unordered query.
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]
DELIBERATION = datetime.datetime(2026, 12, 15, 17, tzinfo=PARIS)
Walk = dict[Address, Answer]


@pytest.fixture(autouse=True)
def _time_stands_still() -> Iterator[None]:
    with time_machine.travel(DELIBERATION, tick=False):
        yield


def _knows(world: World, role: str, address: Address) -> bool:
    return address.name.startswith(KNOWS.get((world.state, role), ("-",)))


def _leaks(world: World, role: str, walks: list[Walk]) -> set[Address]:
    """Where the answers are not the same, or one says a word of what is secret."""
    first = walks[0]
    return {
        address
        for address in first
        if not _knows(world, role, address)
        and (
            any(other[address] != first[address] for other in walks)
            or any(word in one[address].told for one in walks for word in WORDS)
        )
    }


def _cases() -> Iterator[tuple[str, str]]:
    for state in STATES:
        roles = AGAIN if state == "decided again" else ROLES
        yield from ((state, role) for role in roles if state == "settled" or role not in ALIKE)


@pytest.mark.long
@pytest.mark.parametrize(("state", "role"), list(_cases()))
def test_every_answer_is_the_same_whatever_is_secret(state: str, role: str) -> None:
    """Nor is it told to those outside what is decided already."""
    world = make_world(state)
    client, asked = world.client(role), opened_by(role, world)
    # What is written at a first visit is written before.
    client.get("/espace/", follow=True)
    walks = []
    for version in VERSIONS:
        world.tell(version)
        walks.append(walk(world, client, asked))
    seen = {address.name for address in asked if walks[0][address] != walks[1][address]}
    if state == "decided" and role in OUTSIDE:
        world.undecide()
        walks.append(walk(world, client, asked))
    assert _leaks(world, role, walks) == set()
    assert SHOWN.get((state, role), set()) <= seen


def test_every_address_is_walked_or_said_why_not() -> None:
    world = make_world("settled")
    world.tell("one")
    assert unsupplied(world) == set()
    assert len(every_address(world)) > 400
