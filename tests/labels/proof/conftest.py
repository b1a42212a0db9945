"""A label of 2027 under embargo, its commune, and a key of the test's own."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from labels.models import Award
from labels.proof.keys import SigningKey, new_key
from tests.labels.factories import AwardFactory, CampaignFactory

EMBARGO = datetime.datetime(2027, 2, 4, 17, 30, tzinfo=datetime.UTC)
"""18:30 in Paris."""
MINUTE = datetime.timedelta(minutes=1)
BEFORE, AFTER = EMBARGO - MINUTE, EMBARGO + MINUTE


@pytest.fixture(autouse=True)
def key(settings: Any) -> SigningKey:
    made = new_key("2026", datetime.date(2026, 11, 28))
    settings.LABEL_SIGNING_KEYS = json.dumps([made.entry(with_secret=True)])
    return made


@pytest.fixture
def embargoed(member: Any) -> Award:
    """Four arobases of Le Mené, settled, to be given on 4 February 2027."""
    campaign = CampaignFactory(is_settled=True)
    award: Award = AwardFactory(campaign=campaign, collectivity=member.membership.collectivity, symbols=4)
    return award


@pytest.fixture
def award(embargoed: Award) -> Any:
    """The same, a minute after its ceremony."""
    with time_machine.travel(AFTER, tick=False):
        yield embargoed


At = Callable[[datetime.datetime], Any]
