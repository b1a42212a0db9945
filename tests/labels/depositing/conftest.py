"""What the tests of deposits start from."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from tests.labels.depositing.world import Ready, ready_dossier
from tests.labels.factories import OPENS


@pytest.fixture(autouse=True)
def _while_open() -> Iterator[None]:
    with time_machine.travel(OPENS, tick=False):
        yield


@pytest.fixture
def ready(db: None) -> Ready:
    return ready_dossier()


@pytest.fixture
def deposited(ready: Ready, post: Callable[..., Any], mailoutbox: list[Any]) -> Ready:
    """The same, deposited, its receipt gone."""
    assert post(ready.referent, ready.deposit_url).status_code == 302
    mailoutbox.clear()
    ready.again()
    return ready
