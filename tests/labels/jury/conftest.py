"""A campaign that is closed, with its rules, on a day of the readings."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from labels.models import Campaign, JuryRules
from tests.labels.factories import CLOSES, CampaignFactory

READING_TIME = CLOSES + datetime.timedelta(days=3)


@pytest.fixture(autouse=True)
def _in_the_time_of_readings() -> Iterator[None]:
    with time_machine.travel(READING_TIME, tick=True):
        yield


@pytest.fixture
def campaign(db: None) -> Campaign:
    found: Campaign = CampaignFactory()
    return found


@pytest.fixture
def rules(campaign: Campaign) -> Any:
    """Two readers for each dossier."""
    found = JuryRules.objects.of(campaign)
    found.readers = 2
    found.save()
    return found
