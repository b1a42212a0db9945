"""A dossier of a village in reading, with two sections of two criteria, and two readers."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine

from labels.enums import DossierState
from labels.models import Answer, Assignment, Campaign, Criterion, Dossier, JuryRules, Level, Question, Section
from tests.labels.factories import (
    CLOSES,
    AssignmentFactory,
    CampaignFactory,
    CriterionFactory,
    DossierFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)

READING_TIME = CLOSES + datetime.timedelta(days=3)


@dataclass
class Bench:
    """``own`` is the reading of the first reader, ``other`` that of the second."""

    campaign: Campaign
    dossier: Dossier
    sections: list[Section]
    criteria: list[Criterion]
    question: Question
    own: Assignment
    other: Assignment

    def address(self, more: str = "", reading: Assignment | None = None) -> str:
        return f"/jury/lectures/{(reading or self.own).pk}/{more}"

    def section(self, place: int = 0, reading: Assignment | None = None) -> str:
        return self.address(f"rubriques/{self.sections[place].code}/", reading)

    def level(self, symbols: int) -> Level:
        found: Level = self.campaign.levels.get(symbols=symbols)
        return found


@pytest.fixture(autouse=True)
def _in_the_time_of_readings() -> Iterator[None]:
    with time_machine.travel(READING_TIME, tick=True):
        yield


@pytest.fixture
def bench(db: None) -> Bench:
    campaign = CampaignFactory()
    JuryRules.objects.of(campaign)
    questionnaire = QuestionnaireFactory(campaign=campaign)
    sections = [
        SectionFactory(questionnaire=questionnaire, code="acces-public", title="Accès public", weight=3, sort_order=1),
        SectionFactory(questionnaire=questionnaire, code="expression", title="Expression", weight=1, sort_order=2),
    ]
    criteria = [
        CriterionFactory(campaign=campaign, code="utilite", name="Utilité pour les habitants", weight=3, sort_order=1),
        CriterionFactory(campaign=campaign, code="accueil", name="Accueil", weight=1, sort_order=2),
    ]
    question = QuestionFactory(section=sections[0], is_text=True, code="lieux", text="Où se connecter ?")
    QuestionFactory(section=sections[1], code="idees")
    dossier = DossierFactory(campaign=campaign, questionnaire=questionnaire, state=DossierState.READING)
    Answer.objects.create(dossier=dossier, question=question, text="À la bibliothèque, deux après-midi.")
    own, other = (AssignmentFactory(dossier=dossier, juror__campaign=campaign) for _one in range(2))
    return Bench(campaign, dossier, sections, criteria, question, own, other)


def grades(bench: Bench, *notes: str, opinion: str = "", before: tuple[str, ...] = ("", "")) -> dict[str, Any]:
    """What the form of a section sends: notes by criterion, and what they were."""
    sent: dict[str, Any] = {"avis": opinion, "initial-avis": ""}
    for criterion, note, earlier in zip(bench.criteria, notes, before, strict=True):
        sent |= {
            f"note-{criterion.code}": note,
            f"initial-note-{criterion.code}": earlier,
            f"surete-{criterion.code}": "",
            f"initial-surete-{criterion.code}": "",
        }
    return sent


def opinion(bench: Bench, **changes: Any) -> dict[str, Any]:
    """What the form of the whole opinion sends."""
    sent = {"avis": "Solide, et bien raconté.", "niveau": str(bench.level(3).pk), "notes": "", **changes}
    return {**sent, **{f"initial-{name}": "" for name in ("avis", "niveau", "notes")}}


def read_whole(post: Any, bench: Bench, notes: str, reading: Assignment | None = None) -> Any:
    """Mark everything the same, and deposit."""
    reading = reading or bench.own
    for place in range(2):
        post(reading.juror.user, bench.section(place, reading), **grades(bench, notes, notes))
    return post(reading.juror.user, bench.address("avis/", reading), **opinion(bench, deposer="1"))
