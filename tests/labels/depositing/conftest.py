"""Le Mené with a dossier that is ready to be deposited: a section, an answer of each kind, a sheet and a file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile

from labels.depositing.addresses import deposit_address, receipt_address, take_back_address
from labels.enums import RuleKind
from labels.models import Answer, Choice, Deposit, Dossier, DossierFile, EligibilityRule, Evidence, Question
from tests.collectivities.space.conftest import Town, town
from tests.factories import InitiativePageFactory
from tests.labels.factories import OPENS, DossierFactory, MentionFactory, QuestionFactory, SectionFactory


@dataclass
class Ready:
    """``questions`` by code: « avis » is answered by yes, « idee » by a text."""

    town: Town
    dossier: Dossier
    questions: dict[str, Question]
    sheet: Any

    @property
    def referent(self) -> Any:
        return self.town.referent.user

    @property
    def contributor(self) -> Any:
        return self.town.contributor.user

    @property
    def deposit_url(self) -> str:
        return deposit_address(self.dossier)

    @property
    def take_back_url(self) -> str:
        return take_back_address(self.dossier)

    @property
    def receipt_url(self) -> str:
        return receipt_address(self.deposit)

    @property
    def deposit(self) -> Deposit:
        found: Deposit = self.dossier.deposits.latest("pk")
        return found

    @property
    def proof(self) -> Evidence:
        found: Evidence = self.dossier.evidence.get()
        return found

    def again(self) -> Dossier:
        self.dossier.refresh_from_db()
        return self.dossier


def ready_dossier() -> Ready:
    of = town("22046", "Le Mené")
    dossier = DossierFactory(collectivity=of.collectivity)
    section = SectionFactory(questionnaire=dossier.questionnaire, title="Expression citoyenne")
    questions = {
        "avis": QuestionFactory(section=section, code="avis"),
        "idee": QuestionFactory(section=section, code="idee", is_text=True),
        "postes": QuestionFactory(section=section, code="postes", is_number=True),
        "voie": QuestionFactory(section=section, code="voie", is_choice=True),
        "preuves": QuestionFactory(section=section, code="preuves", for_evidence=True),
        "suite": QuestionFactory(section=section, code="suite", is_text=True, required=False),
    }
    EligibilityRule.objects.create(campaign=dossier.campaign, kind=RuleKind.ANSWERS)
    EligibilityRule.objects.create(campaign=dossier.campaign, kind=RuleKind.PUBLISHED_SHEETS, number=1)
    values: dict[str, dict[str, Any]] = {
        "avis": {"number": 1},
        "idee": {"text": "Le cahier des <chemins>.\n\nEt la *fontaine*."},
        "postes": {"number": "12.50"},
        "voie": {"choice": Choice.objects.get(question=questions["voie"], code="service")},
    }
    for code, given in values.items():
        Answer.objects.create(dossier=dossier, question=questions[code], **given)
    sheet = InitiativePageFactory(parent=of.page, title="Le bus des écrans")
    sheet.save_revision(user=of.contributor.user)
    Evidence.objects.create(dossier=dossier, question=questions["preuves"], initiative=sheet, title=sheet.title)
    file = DossierFile(
        dossier=dossier, question=questions["preuves"], name="bilan 2026.pdf", media_type="application/pdf", size=8,
        digest="a" * 64,
    )  # fmt: skip
    file.file.save("bilan.pdf", ContentFile(b"%PDF-1.7"), save=True)
    dossier.mentions.add(MentionFactory(campaign=dossier.campaign, name="Logiciel libre"))
    return Ready(of, dossier, questions, sheet)


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
