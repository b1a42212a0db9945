"""Three dossiers in deliberation, read by three members of the jury, one of whom presides; the jury sits."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from labels.enums import DossierState, RunState
from labels.jury.enums import AssignmentState
from labels.models import Campaign, Dossier, Juror, Sitting, Trial
from labels.robustness.tasks import run_trial
from tests.labels.factories import (
    PARIS,
    AssignmentFactory,
    AttendanceFactory,
    CampaignFactory,
    DossierFactory,
    JurorFactory,
    ReviewFactory,
    SittingFactory,
    read_grid,
)

SITS = datetime.datetime(2026, 12, 14, 11, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _while_the_jury_sits() -> Iterator[None]:
    with time_machine.travel(SITS, tick=True):
        yield


@dataclass
class Room:
    """``edge`` is on a threshold, ``firm`` far from any, ``other`` has 20, 60 and 60."""

    campaign: Campaign
    sitting: Sitting
    president: Juror
    first: Juror
    second: Juror
    edge: Dossier
    firm: Dossier
    other: Dossier

    def tried(self) -> Trial:
        trial: Trial = Trial.objects.create(campaign=self.campaign, seed=2027, draws=200)
        run_trial.func(trial.pk)
        trial.refresh_from_db()
        assert trial.state == RunState.DONE
        return trial


def read(dossier: Dossier, juror: Juror, notes: tuple[int, int]) -> None:
    mark = Decimal(sum(notes) * 10)
    assignment = AssignmentFactory(dossier=dossier, juror=juror, state=AssignmentState.DONE)
    grid = read_grid({"acces": {"utilite": notes[0]}, "idees": {"utilite": notes[1]}})
    ReviewFactory(assignment=assignment, mark=mark, grid=grid)


@pytest.fixture
def room(db: None) -> Room:
    campaign = CampaignFactory()
    jurors = [
        JurorFactory(campaign=campaign, user__first_name=first, user__last_name=last, is_president=first == "Jeanne")
        for first, last in (("Jeanne", "Le Bris"), ("Awa", "Diop"), ("Paul", "Martin"))
    ]
    sitting = SittingFactory(campaign=campaign)
    for juror in jurors:
        AttendanceFactory(sitting=sitting, juror=juror)
    notes: dict[str, Any] = {
        "Elven": ((3, 2), (2, 3), (3, 2)),
        "Mauron": ((3, 3), (3, 3), (3, 3)),
        "Ploemel": ((1, 1), (3, 3), (3, 3)),
    }
    dossiers = []
    for name, given in notes.items():
        dossier = DossierFactory(campaign=campaign, state=DossierState.DELIBERATION, collectivity__name=name)
        for juror, pair in zip(jurors, given, strict=True):
            read(dossier, juror, pair)
        dossiers.append(dossier)
    return Room(campaign, sitting, *jurors, *dossiers)
