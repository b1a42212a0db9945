"""What changed from one year to the next, as a function of what both say."""

import datetime
from decimal import Decimal

import pytest
import time_machine

from initiatives.models import InitiativePage
from labels.depositing.freezing import freeze
from labels.enums import QuestionKind
from labels.models import Evidence
from labels.writing.comparing import Change, Proof, Statement, compare, compare_proofs, proof_of
from tests.factories import InitiativePageFactory
from tests.labels.factories import DossierFactory, QuestionFactory

THEN = datetime.datetime(2025, 11, 2, tzinfo=datetime.UTC)
NOW = datetime.datetime(2026, 10, 8, tzinfo=datetime.UTC)
KEY = ("expression", "vote")


def answer(kind: str, text: str, rank: int | None = None) -> Statement:
    return Statement(kind, text, None if rank is None else Decimal(rank))


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (answer("text", ""), answer("text", "Un récit."), Change.NEW),
        (answer("text", "Un récit."), answer("text", ""), Change.GONE),
        (answer("text", "Un récit."), answer("text", "Un autre."), Change.CHANGED),
        (answer("text", "Un récit."), answer("text", "Un récit."), Change.SAME),
        (answer("yes_no", "Non", 0), answer("yes_no", "Oui", 1), Change.NEW),
        (answer("yes_no", "Oui", 1), answer("yes_no", "Non", 0), Change.GONE),
        (answer("number", "7", 7), answer("number", "12", 12), Change.GROWN),
        (answer("number", "12", 12), answer("number", "7", 7), Change.CHANGED),
        (answer("choice", "Un peu", 30), answer("choice", "Beaucoup", 100), Change.GROWN),
        (answer("choice", "Ici", 30), answer("choice", "Là", 30), Change.CHANGED),
        (answer("choice", "Beaucoup", 100), answer("number", "3", 3), Change.CHANGED),
    ],
)
def test_an_answer(before: Statement, now: Statement, change: Change) -> None:
    difference = compare({KEY: before}, {KEY: now})[KEY]
    assert (difference.change, difference.before) == (change, before.text)


def test_a_question_nobody_answered_is_no_difference() -> None:
    assert compare({}, {KEY: answer("text", "")}) == {}


def test_a_question_that_is_new_and_one_that_is_no_longer_asked() -> None:
    old = ("expression", "ancienne")
    found = compare({old: answer("text", "Avant.")}, {KEY: answer("text", "Maintenant.")})
    assert {key: difference.change for key, difference in found.items()} == {KEY: Change.NEW}


CHEMINS, BUS = Proof(1, "Le cahier des chemins", THEN), Proof(2, "Le bus", THEN)


@pytest.mark.parametrize(
    ("now", "changes", "whole"),
    [
        ((CHEMINS, BUS), [Change.SAME, Change.SAME], Change.SAME),
        ((CHEMINS, BUS, Proof(3, "La fibre", NOW)), [Change.SAME, Change.SAME, Change.NEW], Change.GROWN),
        ((CHEMINS,), [Change.SAME, Change.GONE], Change.CHANGED),
        ((), [Change.GONE, Change.GONE], Change.GONE),
        ((Proof(1, "Le cahier", NOW), BUS), [Change.CHANGED, Change.SAME], Change.CHANGED),
        ((CHEMINS, Proof(2, "Le bus", NOW, is_stopped=True)), [Change.SAME, Change.GONE], Change.CHANGED),
    ],
)
def test_proofs(now: tuple[Proof, ...], changes: list[Change], whole: Change) -> None:
    assert [one.change for one in compare_proofs((CHEMINS, BUS), now)] == changes
    before = {KEY: Statement(QuestionKind.EVIDENCE, proofs=(CHEMINS, BUS))}
    assert compare(before, {KEY: Statement(QuestionKind.EVIDENCE, proofs=now)})[KEY].change == whole


def test_the_proof_of_a_sheet_that_was_deleted_since_is_gone() -> None:
    [now, gone] = compare_proofs((Proof(None, "Le minitel", THEN),), (CHEMINS,))
    assert (now.change, gone.change, gone.title) == (Change.NEW, Change.GONE, "Le minitel")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("when", "change"), [("never", Change.SAME), ("between", Change.CHANGED), ("after", Change.SAME)]
)
def test_a_sheet_is_compared_as_each_year_froze_it(when: str, change: Change) -> None:
    sheet = InitiativePageFactory()
    days = {"between": THEN + datetime.timedelta(days=200), "after": NOW + datetime.timedelta(days=9)}
    proofs = []
    for year, moment in ((2026, THEN), (2027, NOW)):
        if year == 2027 and when == "between":
            _write(sheet, days[when])
        dossier = DossierFactory(campaign__year=year, collectivity=sheet.collectivity)
        question = QuestionFactory(section__questionnaire=dossier.questionnaire, for_evidence=True)
        proof = Evidence.objects.create(dossier=dossier, question=question, initiative=sheet, title=sheet.title)
        freeze(dossier, moment)
        proofs.append(proof)
    if when == "after":
        _write(sheet, days[when])
    before, now = (proof_of(Evidence.objects.select_related("initiative").get(pk=proof.pk)) for proof in proofs)
    assert [row.change for row in compare_proofs((before,), (now,))] == [change]


def _write(sheet: InitiativePage, moment: datetime.datetime) -> None:
    with time_machine.travel(moment, tick=False):
        sheet.save_revision().publish()
    sheet.refresh_from_db()
