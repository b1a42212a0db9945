"""A village that writes its dossier, in the middle of the call for applications."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine

from collectivities.enums import Role
from collectivities.models import Membership
from labels.enums import QuestionKind
from labels.models import Campaign, Dossier, Question, Questionnaire, Section
from tests.factories import InitiativePageFactory, MembershipFactory
from tests.labels.factories import (
    PARIS,
    CampaignFactory,
    DossierFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)

NOW = datetime.datetime(2026, 10, 8, 9, 42, tzinfo=PARIS)


@dataclass
class Asking:
    """What a village is asked: two sections, one question of each kind in the first."""

    campaign: Campaign
    questionnaire: Questionnaire
    voice: Section
    school: Section
    questions: dict[str, Question]


def asking(year: int = 2027, **values: Any) -> Asking:
    campaign = CampaignFactory(year=year, **values)
    questionnaire = QuestionnaireFactory(campaign=campaign)
    voice = SectionFactory(
        questionnaire=questionnaire, code="expression", title="Expression citoyenne", weight=3, sort_order=1
    )
    school = SectionFactory(
        questionnaire=questionnaire, code="education", title="Éducation et formation", weight=1, sort_order=2
    )
    of_voice = {"section": voice}
    questions = {
        "vote": QuestionFactory(code="vote", text="Les habitants votent-ils ?", **of_voice),
        "comment": QuestionFactory(code="comment", text="Comment proposent-ils ?", is_choice=True, **of_voice),
        "postes": QuestionFactory(code="postes", text="Combien de postes ?", is_number=True, **of_voice),
        "recit": QuestionFactory(code="recit", text="Racontez.", is_text=True, **of_voice),
        "preuves": QuestionFactory(code="preuves", text="Quelles initiatives ?", for_evidence=True, **of_voice),
        "ecole": QuestionFactory(section=school, code="ecole", text="L’école est-elle reliée ?"),
        "cours": QuestionFactory(
            section=school, code="cours", text="Quels cours ?", is_text=True, on_full_path=True, required=False
        ),
    }
    assert {question.kind for question in questions.values()} == set(QuestionKind) - {QuestionKind.SCALE}
    return Asking(campaign, questionnaire, voice, school, questions)


@pytest.fixture(autouse=True)
def _in_october() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked(db: None) -> Asking:
    return asking()


@pytest.fixture
def dossier(asked: Asking, member: Any) -> Dossier:
    """Of Le Mené."""
    found: Dossier = DossierFactory(
        campaign=asked.campaign,
        questionnaire=asked.questionnaire,
        collectivity=member.membership.collectivity,
    )
    return found


@pytest.fixture
def colleague(dossier: Dossier) -> Membership:
    found: Membership = MembershipFactory(
        collectivity=dossier.collectivity, role=Role.CONTRIBUTOR, user__first_name="Yann"
    )
    return found


@pytest.fixture
def sheets(dossier: Dossier, member: Any) -> list[Any]:
    return [InitiativePageFactory(parent=member.page, title=title) for title in ("Le cahier des chemins", "Le bus")]


VOICE = "/espace/communes/22046/dossier/2027/expression/"
HOME = "/espace/communes/22046/dossier/2027/"


def sent(**values: Any) -> dict[str, Any]:
    """A form as a browser sends it, where nothing was answered when it was read, unless ``initial_…`` says so."""
    read = {name: values.pop(f"initial_{name}", "") for name in ("vote", "comment", "postes", "recit")}
    proofs = values.pop("initial_preuves", [])
    return {
        **{f"initial-q-{name}": value for name, value in read.items()},
        **{f"q-{name}": value for name, value in read.items()},
        "initial-q-preuves": proofs,
        "q-preuves": proofs,
        **{f"q-{name}": value for name, value in values.items() if name in {*read, "preuves"}},
        **{name: value for name, value in values.items() if name not in {*read, "preuves"}},
    }
