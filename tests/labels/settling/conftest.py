"""A palmarès that is decided, the sitting over, before it is settled; and who leads."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine

from labels.models import Campaign
from tests.factories import UserFactory
from tests.labels.factories import PARIS, CampaignFactory
from tests.labels.minutes.world import Held, held

DELIBERATION = datetime.datetime(2026, 12, 14, 17, tzinfo=PARIS)
SECOND = datetime.timedelta(seconds=1)


@dataclass
class Table(Held):
    association: Any

    def again(self) -> Campaign:
        found: Campaign = Campaign.objects.get(pk=self.campaign.pk)
        return found


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(DELIBERATION, tick=False) as moved:
        yield moved


@pytest.fixture
def decided(db: None) -> Table:
    CampaignFactory()
    return Table(**vars(held()), association=UserFactory(association=True))
