"""A campaign whose palmarès is public, the class of villages, and dossiers that were read, decided and labelled."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from labels.enums import DossierState
from labels.jury.enums import AssignmentState
from labels.models import (
    Answer,
    Award,
    Campaign,
    Criterion,
    Decision,
    Dossier,
    Evidence,
    Question,
    Questionnaire,
    Review,
    Score,
    Section,
    SectionOpinion,
)
from tests.labels.factories import (
    CLOSES,
    PARIS,
    AssignmentFactory,
    AwardFactory,
    CampaignFactory,
    CriterionFactory,
    DecisionFactory,
    DossierFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)

EMBARGO = datetime.datetime(2027, 2, 4, 18, 30, tzinfo=PARIS)
SECOND, DAY = datetime.timedelta(seconds=1), datetime.timedelta(days=1)
AFTER = EMBARGO + 10 * DAY
APPEALS_END = datetime.datetime(2027, 4, 4, 23, 59, 59, tzinfo=PARIS)
OPINION = (
    "Chaque lieu d’accès est tenu par des habitants, et chaque habitant sait où il est.\n\n"
    "Il reste à ouvrir les données du budget."
)


@dataclass
class Edition:
    """Two sections, three criteria, a question of each section and proofs in the first."""

    campaign: Campaign
    questionnaire: Questionnaire
    access: Section
    voice: Section
    help: Criterion
    answers: Criterion
    shared: Criterion
    places: Question
    proofs: Question
    ideas: Question


def edition(year: int = 2027) -> Edition:
    campaign = CampaignFactory(year=year, is_settled=True)
    questionnaire = QuestionnaireFactory(campaign=campaign)
    of = {"questionnaire": questionnaire}
    access = SectionFactory(code="acces-public", title="Accès public", weight=3, sort_order=1, **of)
    voice = SectionFactory(code="expression", title="Expression citoyenne", weight=1, sort_order=2, **of)
    criteria = [
        CriterionFactory(campaign=campaign, code=code, name=name, reason=reason, sort_order=place)
        for place, (code, name, reason) in enumerate(
            (
                ("accueil", "Accueil", "ses services accueillent celles et ceux qui ont du mal"),
                ("reponse", "Réponse", "chaque idée d’habitant reçoit une réponse"),
                ("partage", "Partage", "elle partage ce qu’elle a appris"),
            )
        )
    ]
    return Edition(
        campaign, questionnaire, access, voice, *criteria,
        places=QuestionFactory(section=access, code="lieux", text="Où se connecter ?", is_choice=True),
        proofs=QuestionFactory(section=access, code="preuves", text="Quelles initiatives ?", for_evidence=True),
        ideas=QuestionFactory(section=voice, code="idees", text="Les habitants proposent-ils ?"),
    )  # fmt: skip


Notes = Mapping[tuple[Section, Criterion], int | None]


def all_of(edition: Edition, **notes: int | None) -> dict[tuple[Section, Criterion], int | None]:
    """The same note of a criterion in every section."""
    return {
        (section, getattr(edition, name)): note
        for name, note in notes.items()
        for section in (edition.access, edition.voice)
    }


def reading(dossier: Dossier, notes: Notes, opinion: str = "Solide.", sections: Mapping[Section, str] = {}) -> Review:
    """A reading that was deposited; who has no note abstained."""
    assignment = AssignmentFactory(
        dossier=dossier, juror__campaign=dossier.campaign, state=AssignmentState.DONE, told_at=CLOSES
    )
    review: Review = Review.objects.create(
        assignment=assignment, opinion=opinion, grid={"criteria": [], "sections": []}, deposited_at=CLOSES
    )
    Score.objects.bulk_create(
        Score(review=review, section=section, criterion=criterion, note=note, abstains=note is None)
        for (section, criterion), note in notes.items()
    )
    SectionOpinion.objects.bulk_create(
        SectionOpinion(review=review, section=section, text=text) for section, text in sections.items()
    )
    return review


def decided(edition: Edition, collectivity: Any, symbols: int | None = 3, **values: Any) -> Dossier:
    """A dossier that was decided, with the award that follows."""
    state = DossierState.NOT_LABELLED if symbols is None else DossierState.LABELLED if symbols else DossierState.MENTION
    dossier: Dossier = DossierFactory(
        campaign=edition.campaign, questionnaire=edition.questionnaire, collectivity=collectivity, state=state
    )
    decision: Decision = DecisionFactory(dossier=dossier, symbols=symbols, **{"opinion": OPINION, **values})
    if symbols is not None:
        AwardFactory(
            campaign=edition.campaign, collectivity=collectivity, dossier=dossier, symbols=symbols,
            mentions=list(decision.mentions.all()),
        )  # fmt: skip
    return dossier


def prove(edition: Edition, dossier: Dossier, *pages: Any) -> None:
    """Join initiatives to its first section."""
    for place, page in enumerate(pages):
        Evidence.objects.create(
            dossier=dossier, question=edition.proofs, initiative=page, title=page.title, sort_order=place,
            content={}, frozen_at=CLOSES,
        )  # fmt: skip


def answer(dossier: Dossier, question: Question, choice: str = "", **values: Any) -> None:
    chosen = question.choices.get(code=choice) if choice else None
    Answer.objects.create(dossier=dossier, question=question, choice=chosen, **values)


def award_of(dossier: Dossier) -> Award:
    found: Award = Award.objects.get(dossier=dossier)
    return found
