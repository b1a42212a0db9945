"""Two people press at the same moment. On PostgreSQL, which lets them."""

from typing import Any

import pytest
import time_machine

from home.setup import set_up_portal
from labels.enums import Actor
from labels.minutes.chain import broken, of_campaign
from labels.minutes.sealing import seal_sitting
from labels.models import Award, JournalEntry, Minutes
from labels.settling.publishing import keys_to_publish, publish
from labels.settling.settling import NotSettledError, settle, take_back
from tests.at_once import ON_POSTGRESQL, at_once
from tests.factories import UserFactory
from tests.labels.minutes.world import Held, held
from tests.labels.settling.conftest import DELIBERATION

pytestmark = ON_POSTGRESQL


@pytest.fixture
def ended() -> Any:
    with time_machine.travel(DELIBERATION, tick=False):
        set_up_portal()
        yield held()


def _settle(ended: Held) -> bool:
    return settle(ended.campaign.pk, Actor.PRESIDENT, ended.president.user)


def test_two_who_settle_settle_once(ended: Held) -> None:
    assert sorted(at_once(lambda: _settle(ended), lambda: _settle(ended))) == [False, True]
    assert (Award.objects.count(), Minutes.objects.count()) == (2, 1)


def test_a_sitting_is_sealed_once_beside_a_palmares_that_is_settled(ended: Held) -> None:
    at_once(
        lambda: seal_sitting(ended.sitting, None), lambda: seal_sitting(ended.sitting, None), lambda: _settle(ended)
    )
    assert Minutes.objects.count() == 2
    assert not list(broken(of_campaign(ended.campaign)))


def test_settling_and_taking_back_come_one_after_the_other(ended: Held) -> None:
    user = UserFactory(association=True)
    at_once(
        lambda: _settle(ended),
        lambda: take_back(ended.campaign.pk, Actor.ASSOCIATION, user, "Un dossier était mal lu."),
        expected=(NotSettledError,),
    )
    ended.campaign.refresh_from_db()
    assert Award.objects.count() == (2 if ended.campaign.settled_at else 0)
    assert not list(broken(of_campaign(ended.campaign)))


def test_two_runs_publish_each_dossier_once(ended: Held) -> None:
    _settle(ended)
    with time_machine.travel(ended.campaign.embargo_until, tick=False):
        keys = list(keys_to_publish())
        done = at_once(*(lambda: [publish(key) for key in keys],) * 2)
    assert sum(map(sum, done)) == JournalEntry.objects.filter(action="publish").count() == 3
