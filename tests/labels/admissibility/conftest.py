"""A campaign whose dossiers are examined: the call is closed."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine

from labels.models import Campaign, CheckItem, Deposit, Dossier
from tests.labels.factories import (
    PARIS,
    CampaignFactory,
    CheckItemFactory,
    DepositFactory,
    DossierFactory,
    UsualReasonFactory,
)

CLOSED = datetime.datetime(2026, 11, 20, 10, tzinfo=PARIS)
DEPOSITED = datetime.datetime(2026, 11, 10, 9, tzinfo=PARIS)


@pytest.fixture
def closed() -> Iterator[None]:
    with time_machine.travel(CLOSED, tick=False):
        yield


@dataclass
class World:
    """The dossier of Le Mené, deposited; a list of two items and a usual reason."""

    campaign: Campaign
    dossier: Dossier
    deposit: Deposit
    items: list[CheckItem]
    reason: Any

    @property
    def address(self) -> str:
        return f"/admin/label/dossiers/{self.dossier.pk}/"

    def deciding(self, decision: str) -> str:
        return f"{self.address}decision/{decision}/"


@pytest.fixture
def world(closed: None, member: Any) -> World:
    campaign = CampaignFactory()
    dossier = DossierFactory(
        collectivity=member.membership.collectivity, campaign=campaign, is_deposited=True, deposited_at=DEPOSITED
    )
    items = [CheckItemFactory(campaign=campaign, text=text) for text in ("Les initiatives existent", "Tout se lit")]
    return World(campaign, dossier, DepositFactory(dossier=dossier), items, UsualReasonFactory(campaign=campaign))
