"""A campaign ready to be opened, in the year of the factories."""

from collections.abc import Iterator

import pytest
import time_machine

from labels.campaigns.starting import start
from labels.models import Campaign
from tests.labels.factories import CLOSES, OPENS


@pytest.fixture
def spring() -> Iterator[time_machine.Traveller]:
    """The month before the opening."""
    with time_machine.travel(OPENS.replace(month=3), tick=False) as traveller:
        yield traveller


@pytest.fixture
def autumn() -> Iterator[None]:
    """A week before the closing."""
    with time_machine.travel(CLOSES.replace(day=5), tick=False):
        yield


@pytest.fixture
def prepared(db: None) -> Campaign:
    return start(2027)
