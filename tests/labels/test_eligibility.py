"""What a campaign asks before a deposit: each rule, what lacks in plain words, and where to mend it."""

import datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from labels.eligibility import Condition, conditions, unmet
from labels.enums import DossierPath, RuleKind
from labels.models import Answer, Dossier, DossierFile, Evidence
from tests.admin import submit
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.labels.factories import DossierFactory, EligibilityRuleFactory, QuestionFactory, SectionFactory

NOW = datetime.datetime(2026, 10, 2, 10, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _in_october() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def dossier(db: None) -> Dossier:
    page = CollectivityPageFactory(introduction="<p>Un bourg relié.</p>")
    found: Dossier = DossierFactory(collectivity=page.collectivity)
    return found


def _ask(dossier: Dossier, kind: RuleKind, number: int | None = None) -> None:
    EligibilityRuleFactory(campaign=dossier.campaign, kind=kind, number=number)


def _only(dossier: Dossier) -> Condition:
    [condition] = conditions(dossier)
    return condition


def _sheet(dossier: Dossier, **values: Any) -> Any:
    return InitiativePageFactory(parent=dossier.collectivity.pages.get(), **values)


def test_a_campaign_without_rules_asks_nothing(dossier: Dossier) -> None:
    assert conditions(dossier) == []


@pytest.mark.parametrize(("values", "is_met"), [({}, True), ({"introduction": ""}, False), ({"live": False}, False)])
def test_the_page_is_presented_to_the_public(dossier: Dossier, values: dict[str, Any], is_met: bool) -> None:
    _ask(dossier, RuleKind.PRESENTATION)
    dossier.collectivity.pages.update(**values)
    condition = _only(dossier)
    assert condition.is_met is is_met
    assert bool(condition.detail) is bool(condition.url) is not is_met


def test_a_collectivity_without_a_page_is_told_too(db: None) -> None:
    dossier = DossierFactory()
    _ask(dossier, RuleKind.PRESENTATION)
    assert not _only(dossier).is_met


def test_published_sheets_are_counted_and_drafts_are_not(dossier: Dossier) -> None:
    _ask(dossier, RuleKind.PUBLISHED_SHEETS, 2)
    _sheet(dossier)
    _sheet(dossier, live=False)
    condition = _only(dossier)
    assert (condition.text, condition.detail) == ("Au moins 2 initiatives publiées", "Il en manque une.")
    _sheet(dossier)
    assert _only(dossier).is_met


def test_what_the_association_reads_is_not_asked_for_again(dossier: Dossier, member: Any) -> None:
    _ask(dossier, RuleKind.PUBLISHED_SHEETS, 2)
    first, second = _sheet(dossier, live=False), _sheet(dossier, live=False)
    submit(first, member)
    [condition] = unmet(dossier)
    assert condition.detail == "En attente de l’association : elle relit une initiative. Il en manque encore une."
    assert not condition.waits
    assert "nouvelle" in condition.url
    submit(second, member)
    [condition] = unmet(dossier)
    assert condition.detail == "En attente de l’association : elle relit 2 initiatives."
    assert condition.waits
    second.delete()
    _sheet(dossier)
    [condition] = unmet(dossier)
    assert condition.waits
    assert condition.url == first.writing_address


def test_a_page_that_the_association_reads_waits(dossier: Dossier, member: Any) -> None:
    _ask(dossier, RuleKind.PRESENTATION)
    page = dossier.collectivity.pages.get()
    page.live = False
    page.save()
    assert not _only(dossier).waits
    submit(page, member)
    condition = _only(dossier)
    assert condition.waits
    assert condition.detail == "En attente de l’association : elle relit la page."


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"started_on": datetime.date(2024, 10, 2), "stage": "stopped"}, True),
        ({"started_on": datetime.date(2024, 10, 1), "stage": "stopped"}, False),
        ({"started_on": datetime.date(2008, 3, 1), "confirmed_on": datetime.date(2026, 2, 1)}, True),
        ({"started_on": datetime.date(2008, 3, 1), "confirmed_on": datetime.date(2025, 2, 1)}, False),
        ({"started_on": datetime.date(2008, 3, 1), "confirmed_on": None}, False),
        ({"started_on": None, "confirmed_on": None}, False),
        ({"started_on": None, "confirmed_on": None, "first_published_at": NOW}, True),
        ({"started_on": datetime.date(2008, 3, 1), "stage": "project"}, False),
    ],
)
def test_a_sheet_counts_when_it_is_new_or_still_in_service(
    dossier: Dossier, values: dict[str, Any], counts: bool
) -> None:
    _ask(dossier, RuleKind.CURRENT_SHEETS, 1)
    old = timezone.now() - datetime.timedelta(days=3_000)
    _sheet(dossier, **{"first_published_at": old, **values})
    assert _only(dossier).is_met is counts


def test_on_the_29_of_february_two_years_are_two_years(dossier: Dossier) -> None:
    _ask(dossier, RuleKind.CURRENT_SHEETS, 1)
    _sheet(dossier, started_on=datetime.date(2026, 2, 28), stage="stopped")
    with time_machine.travel(datetime.datetime(2028, 2, 29, 12, tzinfo=datetime.UTC), tick=False):
        assert _only(dossier).is_met


def test_each_section_says_how_many_answers_it_lacks(dossier: Dossier) -> None:
    _ask(dossier, RuleKind.ANSWERS)
    first = SectionFactory(questionnaire=dossier.questionnaire, title="Expression citoyenne")
    second = SectionFactory(questionnaire=dossier.questionnaire, title="Éducation")
    asked = [QuestionFactory(section=first), QuestionFactory(section=first, is_text=True)]
    proof = QuestionFactory(section=second, for_evidence=True)
    QuestionFactory(section=second, required=False)
    QuestionFactory(section=second, on_full_path=True)
    Answer.objects.create(dossier=dossier, question=asked[1], text="")
    assert [one.detail for one in conditions(dossier)] == [
        "2 questions sans réponse dans « Expression citoyenne »",
        "Une question sans réponse dans « Éducation »",
    ]
    Answer.objects.create(dossier=dossier, question=asked[0], number=0)
    Answer.objects.filter(question=asked[1]).update(text="Le cahier des chemins.")
    DossierFile.objects.create(dossier=dossier, question=proof, file="x", name="bilan.pdf", size=1, digest="0" * 64)
    assert [one.is_met for one in conditions(dossier)] == [True]
    dossier.path = DossierPath.FULL
    assert len(unmet(dossier)) == 1


def test_a_proof_whose_initiative_was_deleted_proves_nothing(dossier: Dossier) -> None:
    _ask(dossier, RuleKind.ANSWERS)
    _ask(dossier, RuleKind.PROOFS, 2)
    question = QuestionFactory(section__questionnaire=dossier.questionnaire, for_evidence=True)
    sheet = _sheet(dossier)
    Evidence.objects.create(dossier=dossier, question=question, initiative=sheet, title=sheet.title)
    DossierFile.objects.create(dossier=dossier, question=question, file="x", name="a.pdf", size=1, digest="1" * 64)
    assert unmet(dossier) == []
    DossierFile.objects.all().delete()
    sheet.delete()
    assert [one.detail for one in unmet(dossier)] == [
        f"Une question sans réponse dans « {question.section.title} »",
        "Il en manque 2.",
    ]


@pytest.mark.parametrize("size", [1, 6])
def test_it_costs_the_same_for_few_and_many(
    dossier: Dossier, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for kind in RuleKind:
        _ask(dossier, kind, 1 if kind in RuleKind.counting() else None)
    for _number in range(size):
        section = SectionFactory(questionnaire=dossier.questionnaire)
        question = QuestionFactory(section=section, for_evidence=True)
        sheet = _sheet(dossier)
        Evidence.objects.create(dossier=dossier, question=question, initiative=sheet, title=sheet.title)
        QuestionFactory(section=section)
    found = Dossier.objects.select_related("campaign", "collectivity").get(pk=dossier.pk)
    with django_assert_num_queries(5):
        assert len(conditions(found)) == 4 + size
