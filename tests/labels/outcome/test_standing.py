"""Beside those of its class, in words, worked out without a database."""

import pytest

from labels.explained.reasons import told
from labels.outcome.standing import LEAST_COMPARED, Place, Row, place, placed, strong, weak


def row(dossier: int, criterion: int, mean: int, whole: int = 1) -> Row:
    return Row(dossier, criterion, criterion, f"Critère {criterion}", "", f"raison {criterion}", mean * whole, whole)


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [
        (4.0, [2.0, 3.0, 3.0, 3.0], Place.ABOVE),
        (3.0, [3.0, 3.0, 3.0, 3.5], Place.AMONG),
        (1.0, [3.0, 3.0, 3.0, 3.0], Place.BELOW),
        (5.0, [1.0, 1.0, 1.0], Place.UNKNOWN),
    ],
)
def test_the_place_is_a_word(own: float, others: list[float], said: Place) -> None:
    assert place(own, dict(enumerate([own, *others]))) == said


def test_each_criterion_is_placed_among_those_that_were_marked_on_it() -> None:
    rows = [row(dossier, 1, 3) for dossier in range(LEAST_COMPARED)] + [row(0, 2, 5), row(1, 2, 1)]
    found = {one.name: one.place for one in placed(rows, 0)}
    assert found == {"Critère 1": Place.AMONG, "Critère 2": Place.UNKNOWN}
    assert placed(rows, 99) == []


def test_strong_points_are_good_and_not_below_the_others() -> None:
    others = [row(dossier, criterion, 5) for dossier in range(1, 6) for criterion in (1, 2)]
    found = placed([row(0, 1, 3), row(0, 2, 5), row(0, 3, 4), row(0, 4, 1), *others], 0)
    assert [one.name for one in strong(found)] == ["Critère 2", "Critère 3"]
    assert [one.name for one in weak(found)] == ["Critère 4", "Critère 1"]


def test_a_reason_told_to_inhabitants_is_not_what_should_grow() -> None:
    """However low all of it is beside the others."""
    others = [row(dossier, criterion, 5) for dossier in range(1, 6) for criterion in range(1, 6)]
    own = [row(0, criterion, mean) for criterion, mean in ((1, 2), (2, 1), (3, 2), (4, 0), (5, 1))]
    found = placed([*own, *others], 0)
    assert [one.name for one in told(found)] == ["Critère 1", "Critère 3", "Critère 2"]
    assert [one.name for one in weak(found, told(found))] == ["Critère 4", "Critère 5"]
