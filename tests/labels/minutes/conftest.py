"""The days of the deliberation, and a sitting that is over."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.labels.factories import PARIS
from tests.labels.minutes.world import Held, held

DELIBERATION = datetime.datetime(2026, 12, 14, 17, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(DELIBERATION, tick=False) as moved:
        yield moved


@pytest.fixture
def ended(db: None) -> Held:
    """Not sealed yet."""
    return held()
