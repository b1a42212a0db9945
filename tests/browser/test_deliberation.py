"""The jury deliberates behind closed doors, from the door of the room to the palmarès that is settled and taken back:
without a mouse, and with nothing that axe says of any screen, on a phone and on a desk.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.browser.room import deciding, settling, sitting
from tests.browser.room.world import LONG, World, make
from tests.labels.factories import PARIS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WHILE_THEY_READ = datetime.datetime(2026, 12, 7, 10, tzinfo=PARIS)
WHILE_THEY_SIT = datetime.datetime(2026, 12, 14, 10, tzinfo=PARIS)


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(WHILE_THEY_READ) as moved:
        yield moved


@pytest.fixture
def world(db: None, clock: Any, settings: Any, tmp_path: Any) -> World:
    settings.VAR_DIR = tmp_path
    return make()


def test_a_jury_deliberates(
    world: World, clock: Any, open_page: Any, context_of: Any, live_server: Any, settings: Any
) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    home = live_server.url
    president = open_page(sitting.DOOR, context=context_of(world.president.user))
    context = context_of(world.linked.user)
    context.clock.install()
    outside = open_page(sitting.DOOR, context=context)
    association = open_page(sitting.DOOR, context=context_of(world.association))

    sitting.readings_are_waited_for(president)
    sitting.the_door_is_closed(outside)
    clock.move_to(WHILE_THEY_SIT)
    sitting.the_dossiers_come_in(president)
    sitting.the_sitting_is_opened(president, outside)
    sitting.everybody_comes_in(president, outside)
    deciding.nothing_is_there(outside, f"{home}{world.address('Arvieu')}")
    sitting.one_leaves(president, outside)

    president.goto(f"{home}/jury/deliberation/dossiers/")
    deciding.it_is_filtered(president)
    president.goto(f"{home}/jury/deliberation/dossiers/")
    deciding.the_list_is_walked(president)
    deciding.readings_are_side_by_side(president)
    deciding.it_is_refused_without_reasons(president)
    deciding.the_readers_give_a_first_draft(president)
    deciding.it_is_decided(president, world.dossiers["Elven"])
    deciding.it_is_decided_again(president, world.dossiers["Elven"])

    president.goto(f"{home}{settling.TRIAL}")
    settling.the_palmares_is_put_to_the_test(president, settings)
    deciding.who_presides_steps_aside(president, home, world.address("Le Mené"))
    for name in ("Arvieu", LONG):
        president.goto(f"{home}{world.address(name)}")
        deciding.decide(president, "Deux arobases")
    association.goto(f"{home}{settling.PALMARES}")
    settling.it_lacks_something(association)
    association.goto(f"{home}{world.address('Le Mené')}")
    deciding.the_association_decides_instead(association)

    president.goto(f"{home}{sitting.DOOR}")
    sitting.it_is_ended(president)
    association.goto(f"{home}{settling.MINUTES}")
    settling.minutes_are_sealed(association, 1)
    association.goto(f"{home}{settling.PALMARES}")
    settling.it_is_settled(association)
    settling.it_is_taken_back(association)
    association.goto(f"{home}{settling.MINUTES}")
    settling.minutes_are_sealed(association, 3)
