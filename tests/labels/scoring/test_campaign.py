"""Which readings of a campaign count, and how they are read."""

from decimal import Decimal
from typing import Any

import pytest

from labels.enums import DossierState
from labels.jury.enums import AssignmentState
from labels.models import Assignment, Campaign, Dossier
from labels.scoring.standing import standings
from labels.scoring.table import of_campaign
from tests.labels.factories import (
    CLOSES,
    AssignmentFactory,
    CampaignFactory,
    DossierFactory,
    JurorFactory,
    ReviewFactory,
)


def _read(dossier: Dossier, *marks: str, **values: Any) -> None:
    for mark in marks:
        juror = JurorFactory(campaign=dossier.campaign)
        assignment = AssignmentFactory(dossier=dossier, juror=juror, state=AssignmentState.DONE)
        ReviewFactory(assignment=assignment, mark=Decimal(mark), **values)


@pytest.fixture
def campaign(db: None) -> Campaign:
    found: Campaign = CampaignFactory()
    return found


@pytest.mark.parametrize("state", [DossierState.READING, DossierState.DELIBERATION, DossierState.LABELLED])
def test_deposited_readings_count_in_the_order_of_their_letters(campaign: Campaign, state: DossierState) -> None:
    dossier = DossierFactory(campaign=campaign, state=state)
    _read(dossier, "61.50", "40.00")
    found = of_campaign(campaign)
    assert [(one.dossier, one.mark, one.proposed) for one in found] == [(dossier.pk, 61.5, 3), (dossier.pk, 40.0, 3)]
    assert not found[0].grid
    assert of_campaign(campaign, with_grids=True)[0].grid["criteria"][0]["code"] == "utilite"


def test_what_does_not_count(campaign: Campaign) -> None:
    dossier = DossierFactory(campaign=campaign, state=DossierState.READING)
    _read(dossier, "60.00")
    Assignment.objects.update(state=AssignmentState.RECUSED, recused_at=CLOSES, recused_by="juror", reason="Un lien.")
    draft = AssignmentFactory(dossier=dossier, juror__campaign=campaign)
    ReviewFactory(assignment=draft, mark=None, grid=None, deposited_at=None)
    _read(DossierFactory(campaign=campaign, state=DossierState.INADMISSIBLE), "60.00")
    _read(DossierFactory(campaign__year=2026, state=DossierState.READING), "60.00")
    assert of_campaign(campaign) == []
    assert standings(campaign) == {}


@pytest.mark.parametrize("count", [2, 12])
def test_standings_are_read_in_two_queries(campaign: Campaign, count: int, django_assert_num_queries: Any) -> None:
    for _one in range(count):
        _read(DossierFactory(campaign=campaign, state=DossierState.DELIBERATION), "55.00", "75.00")
    with django_assert_num_queries(2):
        found = standings(campaign)
    assert len(found) == count
    standing = next(iter(found.values()))
    assert (standing.raw, standing.score) == (Decimal("65.00"), Decimal("65.00"))
    assert standing.level == campaign.levels.get(symbols=4)
