"""What the space of a collectivité says of its dossier: a tab, what is left to do, how far it is."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from labels.enums import Actor, DossierState, RuleKind
from labels.models import Answer, Dossier, Evidence, JournalEntry, Question
from tests.admin import submit
from tests.factories import InitiativePageFactory
from tests.labels.factories import CLOSES, DossierFactory, EligibilityRuleFactory, QuestionFactory
from tests.labels.writing.conftest import Asking, asking

pytestmark = pytest.mark.django_db
SPACE = "/espace/communes/22046/"


def opened(client: Any) -> str:
    text: str = client.get(SPACE).text.replace("\xa0", " ")
    return text


def todos(page: str) -> list[str]:
    part = page.partition('<ul class="todo')[2].partition("</ul>")[0]
    return [one for one in re.findall(r"<strong>(.+?)</strong>", part) if "2027" in one]


def test_a_call_that_is_open_is_to_be_answered(member_client: Any, asked: Asking) -> None:
    page = opened(member_client)
    assert todos(page) == ["Candidater au label Ville Internet 2027"]
    assert "Clôture le 12 novembre 2026 à 23 h 59." in page
    assert 'href="/espace/communes/22046/dossier/">Dossier 2027' in page


def test_a_draft_says_what_is_left(
    member: Any, member_client: Any, dossier: Dossier, asked: Asking, sheets: Any
) -> None:
    page = opened(member_client)
    assert todos(page) == ["Terminer le dossier 2027"]
    assert "Encore 6 réponses. À déposer avant le 12 novembre 2026 à 23 h 59." in page
    assert 'href="/espace/communes/22046/dossier/2027/">Dossier 2027' in page
    values = {"vote": {"number": 0}, "comment": {"text": ""}, "postes": {"number": 3}, "recit": {"text": "Un récit."}}
    for code, value in values.items():
        Answer.objects.create(dossier=dossier, question=asked.questions[code], carried=code == "vote", **value)
    assert "Encore 3 réponses." in opened(member_client)
    Answer.objects.filter(question=asked.questions["comment"]).update(text="Autrement.")
    Answer.objects.create(dossier=dossier, question=asked.questions["ecole"], number=1)
    Evidence.objects.create(
        dossier=dossier, question=asked.questions["preuves"], initiative=sheets[0], title="Le cahier"
    )
    assert "1 réponse reprise est à relire." in opened(member_client)
    Answer.objects.update(carried=False)
    assert "Il ne reste qu’à le déposer." in opened(member_client)


def test_what_is_answered_and_lacks_something_else_says_so(
    member: Any, member_client: Any, dossier: Dossier, asked: Asking
) -> None:
    Question.objects.update(required=False)
    assert "Il ne reste qu’à le déposer." in opened(member_client)
    EligibilityRuleFactory(campaign=asked.campaign, kind=RuleKind.PUBLISHED_SHEETS, number=1)
    page = opened(member_client)
    assert todos(page) == ["Terminer le dossier 2027"]
    assert page.count("Encore une condition à remplir avant de pouvoir déposer.") == 2


def test_what_waits_for_the_association_alone_is_not_to_do(
    member: Any, member_client: Any, dossier: Dossier, asked: Asking
) -> None:
    Question.objects.update(required=False)
    EligibilityRuleFactory(campaign=asked.campaign, kind=RuleKind.PUBLISHED_SHEETS, number=1)
    submit(InitiativePageFactory(parent=member.page, live=False), member)
    page = opened(member_client)
    assert todos(page) == []
    assert "En attente de l’association : le dossier se dépose dès qu’elle a publié ce qu’elle relit." in page
    Question.objects.filter(code="vote").update(required=True)
    page = opened(member_client)
    assert todos(page) == ["Terminer le dossier 2027"]
    assert "En attente de l’association : le dossier" not in page


def test_conditions_take_few_queries(
    member_client: Any, dossier: Dossier, asked: Asking, django_assert_max_num_queries: Any
) -> None:
    Question.objects.update(required=False)
    for kind in RuleKind:
        number = 9 if kind in RuleKind.counting() else None
        EligibilityRuleFactory(campaign=asked.campaign, kind=kind, number=number)
    opened(member_client)
    with django_assert_max_num_queries(18):
        assert "Encore 4 conditions à remplir" in opened(member_client)


def test_what_the_association_asks_to_complete_is_said_in_its_words_and_first(
    member: Any, member_client: Any, dossier: Dossier, asked: Asking, sheets: Any
) -> None:
    member.bounced_at = timezone.now()
    member.save(update_fields=["bounced_at"])
    for day, state, reason in (
        (4, "to_complete", "Autre chose."),
        (2, "to_complete", "Le nom du médiateur."),
        (1, "deposited", ""),
    ):
        JournalEntry.objects.create(
            campaign=asked.campaign,
            dossier=dossier,
            action="ask_to_complete" if state == "to_complete" else "deposit",
            target=state,
            by=Actor.ASSOCIATION,
            reason=reason,
            at=timezone.now() - datetime.timedelta(days=day),
        )
    Answer.objects.create(dossier=dossier, question=asked.questions["vote"], number=1, carried=True)
    until = CLOSES + datetime.timedelta(days=20)
    Dossier.objects.update(state=DossierState.TO_COMPLETE, complete_until=until, deposited_at=CLOSES)
    page = opened(member_client)
    first = page.partition('<ul class="todo')[2].partition("</li>")[0]
    assert "Compléter le dossier 2027" in first
    assert "À déposer avant le 2 décembre 2026 à 23 h 59. L’association demande :" in first
    assert "Le nom du médiateur.</blockquote>" in first


def test_what_the_full_path_asks_more_counts_there(member_client: Any, dossier: Dossier) -> None:
    Question.objects.filter(code="cours").update(required=True)
    assert "Encore 6 réponses." in opened(member_client)
    Dossier.objects.update(path="full")
    assert "Encore 7 réponses." in opened(member_client)


def test_one_to_complete_comes_first_and_until_the_day_that_was_said(
    member: Any, client_of: Any, dossier: Dossier
) -> None:
    until = CLOSES + datetime.timedelta(days=20)
    Dossier.objects.update(state=DossierState.TO_COMPLETE, complete_until=until, deposited_at=CLOSES)
    with time_machine.travel(CLOSES + datetime.timedelta(days=5), tick=False):
        page = opened(client_of(member))
    assert todos(page) == ["Compléter le dossier 2027"]
    assert "À déposer avant le 2 décembre 2026 à 23 h 59." in page


@pytest.mark.parametrize("state", [DossierState.DEPOSITED, DossierState.LABELLED])
def test_once_deposited_nothing_is_left_and_no_decision_is_told(
    member_client: Any, dossier: Dossier, state: DossierState
) -> None:
    Dossier.objects.update(state=state, deposited_at=CLOSES)
    page = opened(member_client)
    assert todos(page) == []
    assert str(DossierState.LABELLED.label) not in page
    assert str(state.told.label) in page


def test_after_the_closing_a_draft_is_no_longer_to_do(member: Any, client_of: Any, dossier: Dossier) -> None:
    with time_machine.travel(CLOSES + datetime.timedelta(days=1), tick=False):
        assert todos(opened(client_of(member))) == []


def test_without_any_campaign_the_space_is_as_it_was(member_client: Any) -> None:
    page = opened(member_client)
    assert "/dossier/" in page
    assert "Candidater" not in page


def test_one_query_more_whatever_there_is(member_client: Any, dossier: Dossier, asked: Asking) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            opened(member_client)
        return len(queries)

    count()
    few = count()
    for number in range(20):
        question = QuestionFactory(section=asked.voice, code=f"autre-{number}")
        Answer.objects.create(dossier=dossier, question=question, number=1)
    for year in (2024, 2025, 2026):
        then = asking(year, is_past=True)
        DossierFactory(
            campaign=then.campaign,
            questionnaire=then.questionnaire,
            collectivity=dossier.collectivity,
            is_deposited=True,
        )
    assert count() == few <= 15
