"""What must hold of a campaign, said in plain words."""

import datetime
from typing import Any

import pytest

from labels.campaigns import rules
from labels.enums import QuestionKind, RuleKind
from tests.labels.factories import CLOSES, OPENS

DAY = datetime.timedelta(days=1)


def test_the_calendar_is_in_the_order_of_the_year() -> None:
    assert list(rules.calendar_in_disorder({"opens_at": OPENS, "closes_at": CLOSES})) == []
    found = dict(rules.calendar_in_disorder({"opens_at": OPENS, "closes_at": OPENS - DAY}))
    assert found == {"closes_at": "Avant « ouverture » : remettez les dates dans l’ordre de l’année."}


def test_a_date_that_is_missing_hides_no_disorder() -> None:
    found = dict(rules.calendar_in_disorder({"opens_at": OPENS, "closes_at": None, "readings_until": OPENS - DAY}))
    assert list(found) == ["readings_until"]


@pytest.mark.parametrize(
    ("levels", "is_right"),
    [
        ([(0, None), (1, 20), (2, 35)], True),
        ([(2, 35), (1, 20)], True),
        ([(1, 20), (2, 20)], False),
        ([(1, 20), (2, None)], False),
        ([(0, 30), (1, 20)], False),
    ],
)
def test_thresholds_grow_with_arobases(levels: list[tuple[int, Any]], is_right: bool) -> None:
    assert bool(rules.wrong_thresholds(levels)) is not is_right


@pytest.mark.parametrize(
    ("kind", "number", "is_right"),
    [
        (RuleKind.ANSWERS, None, True), (RuleKind.ANSWERS, 2, False),
        (RuleKind.PROOFS, 2, True), (RuleKind.PROOFS, None, False), (RuleKind.PROOFS, 0, False),
    ],
)  # fmt: skip
def test_a_condition_counts_or_not(kind: RuleKind, number: int | None, is_right: bool) -> None:
    assert bool(rules.wrong_rule(kind, number)) is not is_right


@pytest.mark.parametrize(
    ("kind", "points", "full_at", "highest", "shares", "said"),
    [
        (QuestionKind.CHOICE, 10, None, None, [0, 100], ""),
        (QuestionKind.CHOICE, 10, None, None, [100], "au moins deux"),
        (QuestionKind.SCALE, 10, None, None, [0, 80], "100 %"),
        (QuestionKind.SCALE, 0, None, None, [0, 0], ""),
        (QuestionKind.YES_NO, 10, None, None, [], ""),
        (QuestionKind.YES_NO, 10, None, None, [0, 100], "retirez-les"),
        (QuestionKind.TEXT, 0, None, 1_200, [], ""),
        (QuestionKind.TEXT, 10, None, 1_200, [], "0 point"),
        (QuestionKind.NUMBER, 10, 5, 100, [], ""),
        (QuestionKind.NUMBER, 10, 5, None, [], ""),
        (QuestionKind.NUMBER, 10, None, 100, [], "à partir de combien"),
        (QuestionKind.NUMBER, 10, 101, 100, [], "hors d’atteinte"),
        (QuestionKind.NUMBER, 0, None, 100, [], ""),
        (QuestionKind.EVIDENCE, 10, 2, 3, [], ""),
        (QuestionKind.EVIDENCE, 10, 4, 3, [], "hors d’atteinte"),
        (QuestionKind.EVIDENCE, 10, 21, None, [], "hors d’atteinte"),
    ],
)
def test_a_question_can_be_answered_and_its_points_reached(
    kind: QuestionKind, points: int, full_at: int | None, highest: int | None, shares: list[int], said: str
) -> None:
    found = rules.wrong_question(kind, points, full_at, highest, shares)
    assert said in found
    assert bool(found) is bool(said)


@pytest.mark.parametrize(
    ("classes", "said"),
    [
        ([], []),
        ([("Village", 0, 3_500), ("Ville", 3_500, None)], []),
        ([("Village", 0, 3_500), ("Ville", 3_000, None)], ["« Village » et « Ville » se chevauchent."]),
        ([("Village", 0, None), ("Ville", 3_000, None)], ["« Village » et « Ville » se chevauchent."]),
        ([("Village", 0, 2_000), ("Ville", 3_500, None)], ["De 2000 à 3500 habitants, aucun questionnaire."]),
        ([("Ville", 3_500, None)], ["De 0 à 3500 habitants, aucun questionnaire."]),
        ([("Village", 0, 3_500)], ["À partir de 3500 habitants, aucun questionnaire."]),
    ],
)
def test_every_population_has_one_questionnaire(classes: list[tuple[str, int, int | None]], said: list[str]) -> None:
    assert rules.wrong_bounds(classes) == said
