"""Where a dossier stands, and how much it asks to be talked over."""

from decimal import Decimal

import numpy
import pytest

from labels.scoring.scale import cents, level_of, nearest
from labels.scoring.standing import Standing, of_readings, urgency
from labels.scoring.table import Reading
from tests.labels.scoring.readings import LEVELS, readings


@pytest.mark.parametrize(
    ("score", "symbols", "points"),
    [
        ("0.00", 0, "-20.00"),
        ("19.99", 0, "-0.01"),
        ("20.00", 1, "0.00"),
        ("57.50", 3, "7.50"),
        ("64.00", 3, "-1.00"),
        ("100.00", 5, "20.00"),
    ],
)
def test_a_score_proposes_the_highest_level_that_it_reaches(score: str, symbols: int, points: str) -> None:
    level = level_of(Decimal(score), LEVELS)
    assert level is not None
    assert level.symbols == symbols
    assert nearest(Decimal(score), LEVELS) == Decimal(points)


def test_below_the_lowest_threshold_no_level_is_proposed() -> None:
    assert level_of(Decimal(10), LEVELS[1:]) is None
    assert level_of(None, LEVELS) is None
    assert level_of(Decimal(10), []) is None
    assert nearest(Decimal(10), []) is None


def test_nothing_is_less_than_nothing() -> None:
    assert str(cents(-0.001)) == "0.00"


@pytest.mark.parametrize("value", [0.005, 12.995, 40.995, 40.985, 69.995, 99.995])
def test_halves_are_rounded_as_a_trial_rounds_them(value: float) -> None:
    assert float(cents(value)) == numpy.array([value]).round(2)[0]


def test_a_dossier_stands_by_its_corrected_marks() -> None:
    found = of_readings(readings(), LEVELS)[1]
    assert (found.raw, found.median) == (Decimal("32.00"), Decimal("36.00"))
    # Its three readers together are half a point more severe than the five.
    assert found.score == Decimal("32.51")
    assert [mark.corrected for mark in found.marks] == [Decimal("29.45"), Decimal("36.36"), Decimal("31.71")]
    assert found.spread == Decimal("6.92")
    assert found.level is not None
    assert found.level.symbols == 1
    assert found.nearest == Decimal("-2.49")
    assert found.is_correctable


def test_without_anything_to_compare_marks_are_those_that_were_given() -> None:
    found = of_readings([Reading(1, 1, 40.0, 2), Reading(1, 2, 60.5, 3)], LEVELS)[1]
    assert found.score == found.raw == found.median == Decimal("50.25")
    assert not found.is_correctable
    assert found.is_disputed
    assert found.proposed == {2, 3}


def test_one_reading_has_no_deviation() -> None:
    found = of_readings([Reading(1, 1, 40.0)], LEVELS)[1]
    assert (found.spread, found.deviation) == (Decimal(0), None)


def test_a_dossier_from_which_all_abstained_has_no_score() -> None:
    found = of_readings([*readings(), Reading(99, 1, None, 2), Reading(99, 2, None)], LEVELS)[99]
    assert found == Standing(proposed=frozenset({2}))
    assert urgency(found) == Decimal("Infinity")


def test_an_abstention_leaves_the_marks_of_the_others() -> None:
    found = of_readings([*readings(), Reading(1, 9, None)], LEVELS)[1]
    assert [mark.juror_id for mark in found.marks] == [1, 3, 4]
    assert found.is_correctable


@pytest.mark.parametrize(
    ("standing", "points"),
    [
        (Standing(score=Decimal(57), nearest=Decimal(7), level=LEVELS[3], proposed=frozenset({3})), 3),
        (Standing(score=Decimal(42), nearest=Decimal(-12), level=LEVELS[2], spread=Decimal(8)), 8),
        (Standing(score=Decimal(51), nearest=Decimal(1), level=LEVELS[3], proposed=frozenset({2, 4})), 29),
        (Standing(score=Decimal(51), nearest=Decimal(1), level=LEVELS[3], proposed=frozenset({2})), 19),
        (Standing(score=Decimal(51)), 0),
    ],
)
def test_disagreement_and_a_near_threshold_make_it_urgent(standing: Standing, points: int) -> None:
    assert urgency(standing) == points
