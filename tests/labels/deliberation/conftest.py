"""The jury sits: two dossiers read by two members, who are in the room with who presides."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from labels.enums import DossierState
from labels.jury.enums import AssignmentState
from labels.models import (
    Assignment,
    Campaign,
    Criterion,
    Dossier,
    Juror,
    JuryRules,
    Level,
    Review,
    Score,
    Section,
    SectionOpinion,
    Sitting,
)
from tests.factories import CollectivityFactory
from tests.labels.factories import (
    PARIS,
    AssignmentFactory,
    AttendanceFactory,
    CampaignFactory,
    CriterionFactory,
    DossierFactory,
    JurorFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
    SittingFactory,
)

SITTING_TIME = datetime.datetime(2026, 12, 14, 10, tzinfo=PARIS)


@dataclass
class Room:
    """``kept`` is the second dossier, which tests keep from somebody. ``juror`` sits and reads neither."""

    campaign: Campaign
    sitting: Sitting
    dossier: Dossier
    kept: Dossier
    president: Juror
    readers: list[Juror]
    juror: Juror
    section: Section
    criterion: Criterion

    def address(self, more: str = "", dossier: Dossier | None = None) -> str:
        return f"/jury/deliberation/dossiers/{(dossier or self.dossier).pk}/{more}"

    def level(self, symbols: int) -> Level:
        found: Level = self.campaign.levels.get(symbols=symbols)
        return found

    def state(self, dossier: Dossier | None = None) -> str:
        return str(Dossier.objects.get(pk=(dossier or self.dossier).pk).state)


@pytest.fixture(autouse=True)
def _while_the_jury_sits() -> Iterator[None]:
    with time_machine.travel(SITTING_TIME, tick=True):
        yield


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


def make_room() -> Room:
    campaign = CampaignFactory()
    JuryRules.objects.of(campaign)
    questionnaire = QuestionnaireFactory(campaign=campaign)
    section = SectionFactory(questionnaire=questionnaire, code="acces-public", title="Accès public", weight=3)
    QuestionFactory(section=section, is_text=True, code="lieux", text="Où se connecter ?")
    criterion = CriterionFactory(campaign=campaign, code="utilite", name="Utilité pour les habitants")
    president = JurorFactory(campaign=campaign, is_president=True, user__first_name="Solenn", user__last_name="Le Goff")
    names = (("Maël", "Abgrall"), ("Nour", "Benali"))
    readers = [JurorFactory(campaign=campaign, user__first_name=one, user__last_name=two) for one, two in names]
    juror = JurorFactory(campaign=campaign, user__first_name="Éva", user__last_name="Corre")
    sitting = SittingFactory(campaign=campaign)
    for one in (president, *readers, juror):
        AttendanceFactory(sitting=sitting, juror=one)
    dossiers = []
    for name, marks in (("Elven", ("61.20", "55.00")), ("Arvieu", ("40.00", "42.00"))):
        one = DossierFactory(
            campaign=campaign,
            questionnaire=questionnaire,
            state=DossierState.DELIBERATION,
            collectivity=CollectivityFactory(name=name),
        )
        for reader, mark in zip(readers, marks, strict=True):
            assignment = AssignmentFactory(dossier=one, juror=reader, state=AssignmentState.DONE)
            write_review(assignment, mark, section, criterion)
        dossiers.append(one)
    return Room(campaign, sitting, *dossiers, president, readers, juror, section, criterion)


def write_review(assignment: Assignment, mark: str, section: Section, criterion: Criterion) -> Review:
    level = assignment.dossier.campaign.levels.get(symbols=3)
    review: Review = Review.objects.create(
        assignment=assignment, opinion=f"Solide : {mark}.", level=level, mark=Decimal(mark), grid={},
        deposited_at=timezone.now(),
    )  # fmt: skip
    note = int(Decimal(mark) // 20)
    Score.objects.create(review=review, section=section, criterion=criterion, note=note, confidence=2)
    SectionOpinion.objects.create(review=review, section=section, text=f"Des lieux ouverts : {mark}.")
    return review


def more_dossiers(room: Room, count: int) -> None:
    """As many again, each read by both."""
    for place in range(count):
        one = DossierFactory(
            campaign=room.campaign,
            questionnaire=room.dossier.questionnaire,
            state=DossierState.DELIBERATION,
            collectivity=CollectivityFactory(name=f"Plouha {place}"),
        )
        for reader in room.readers:
            assignment = AssignmentFactory(dossier=one, juror=reader, state=AssignmentState.DONE)
            write_review(assignment, f"{30 + place % 40}.00", room.section, room.criterion)


def keep(room: Room, juror: Juror, dossier: Dossier | None = None) -> None:
    """A link keeps a dossier from somebody."""
    from tests.labels.factories import InterestFactory

    InterestFactory(juror=juror, collectivity=(dossier or room.kept).collectivity)


@pytest.fixture
def decide(room: Room, client_of: Any) -> Any:
    """Send the decision that the page offers, with what is changed in it."""

    def send(user: Any, dossier: Dossier | None = None, symbols: int | None = 3, **changes: Any) -> Any:
        client = client_of(user)
        page = client.get(room.address("", dossier))
        seen = page.context["form"]["vu"].value() if page.status_code == 200 and page.context["form"] else ""
        level = "aucun" if symbols is None else str(room.level(symbols).pk)
        sent = {"niveau": level, "avis": "Chaque habitant sait où aller.", "vu": seen, **changes}
        return client.post(room.address("", dossier), sent)

    return send
