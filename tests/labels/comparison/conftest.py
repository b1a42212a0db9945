"""Two years that were led on the portal, the palmarès of both public."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine

from labels.enums import DossierState
from labels.jury.enums import AssignmentState
from labels.models import Answer, Campaign, Criterion, Question, Questionnaire, Review, Score, Section
from labels.models.campaign import CALENDAR
from tests.labels.factories import (
    CLOSES,
    PARIS,
    AssignmentFactory,
    AwardFactory,
    CampaignFactory,
    CriterionFactory,
    DecisionFactory,
    JurorFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)

PUBLIC = datetime.datetime(2027, 2, 5, 9, tzinfo=PARIS)
YEAR = datetime.timedelta(days=365)


@pytest.fixture(autouse=True)
def _public() -> Iterator[None]:
    with time_machine.travel(PUBLIC, tick=False):
        yield


@dataclass
class Year:
    """A campaign with one section, a question and a criterion, and two readers; codes are the same in every year."""

    campaign: Campaign
    questionnaire: Questionnaire
    section: Section
    question: Question
    criterion: Criterion
    jurors: list[Any]

    def decided(self, **values: Any) -> Any:
        """A dossier that answers « oui », is given three arobases, and that both readers noted 4, for three."""
        return self.read(
            DecisionFactory(
                dossier__campaign=self.campaign,
                dossier__questionnaire=self.questionnaire,
                **{f"dossier__{name}": value for name, value in values.pop("dossier", {}).items()},
                symbols=values.get("decided", 3),
            ).dossier,
            **values,
        )

    def read(
        self, dossier: Any, *, yes: int = 1, notes: tuple[int | None, ...] = (4, 4), levels: tuple[int, ...] = (3, 3),
        decided: int | None = 3, confidence: int = 2,
    ) -> Any:  # fmt: skip
        if decided is not None:
            AwardFactory(campaign=self.campaign, collectivity=dossier.collectivity, dossier=dossier, symbols=decided)
        Answer.objects.create(dossier=dossier, question=self.question, number=yes)
        type(dossier).objects.filter(pk=dossier.pk).update(state=DossierState.PUBLISHED)
        for juror, note, symbols in zip(self.jurors, notes, levels, strict=True):
            reading = AssignmentFactory(dossier=dossier, juror=juror, state=AssignmentState.DONE)
            level = self.campaign.levels.get(symbols=symbols)
            review = Review.objects.create(
                assignment=reading, opinion="Bien.", level=level, mark=80, grid={}, deposited_at=CLOSES
            )
            Score.objects.create(
                review=review, section=self.section, criterion=self.criterion, note=note, abstains=note is None,
                confidence=confidence,
            )  # fmt: skip
        return dossier


def year_of(year: int, **values: Any) -> Year:
    campaign = CampaignFactory(year=year, is_settled=True, **values)
    ago = (2027 - year) * YEAR
    moments = {name: getattr(campaign, name) - ago for name in (*CALENDAR, "opened_at", "settled_at")}
    Campaign.objects.filter(pk=campaign.pk).update(**moments)
    campaign.refresh_from_db()
    questionnaire = QuestionnaireFactory(campaign=campaign)
    section = SectionFactory(questionnaire=questionnaire, code="expression", title="Expression citoyenne")
    return Year(
        campaign,
        questionnaire,
        section,
        QuestionFactory(section=section, code="idee", text="Les habitants peuvent-ils proposer une idée ?"),
        CriterionFactory(campaign=campaign, code="duree", name="Solidité dans la durée"),
        [JurorFactory(campaign=campaign) for _ in range(2)],
    )


@pytest.fixture
def year(db: None) -> Year:
    return year_of(2027)


@pytest.fixture
def before(db: None) -> Year:
    return year_of(2026)
