"""Krippendorff's alpha, on his own example."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.scoring.agreement import Agreement, agreement, interval_alpha, ordinal_alpha
from labels.scoring.table import Reading
from tests.labels.factories import read_grid
from tests.labels.scoring.readings import readings

PUBLISHED = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Four observers, twelve units: K. Krippendorff, « Computing Krippendorff's Alpha-Reliability », 2011, C."""
EXAMPLE = [
    (observer, unit, value)
    for observer, row in enumerate(PUBLISHED)
    for unit, value in enumerate(row)
    if value is not None
]


def test_the_published_example() -> None:
    assert interval_alpha(EXAMPLE) == pytest.approx(0.849, abs=0.0005)
    assert ordinal_alpha(EXAMPLE) == pytest.approx(0.815, abs=0.0005)


def test_readers_who_always_agree() -> None:
    given_same = [(who, unit, unit * 10.0) for who in range(3) for unit in range(5)]
    assert interval_alpha(given_same) == ordinal_alpha(given_same) == 1


@pytest.mark.parametrize(
    "nothing",
    [[], [(1, 1, 50.0)], [(1, 1, 50.0), (1, 2, 60.0)], [(1, 1, 50.0), (2, 1, 50.0)], [(1, 1, 50.0), (2, 2, 60.0)]],
)
def test_what_cannot_be_compared(nothing: list[tuple[int, int, float]]) -> None:
    assert interval_alpha(nothing) is None
    assert ordinal_alpha(nothing) is None


@settings(deadline=None, max_examples=25)
@given(st.permutations(EXAMPLE), st.integers(2, 9), st.integers(-50, 50))
def test_the_order_the_unit_and_the_zero_of_marks_change_nothing(
    order: list[tuple[int, int, int]], times: int, more: int
) -> None:
    moved = [(who, unit, value * times + more) for who, unit, value in order]
    assert interval_alpha(moved) == pytest.approx(interval_alpha(EXAMPLE))
    assert ordinal_alpha(moved) == pytest.approx(ordinal_alpha(EXAMPLE))


def _grid(first: int | None, second: int | None) -> dict[str, object]:
    return read_grid({"acces": {"utilite": first, "accueil": 3}, "idees": {"utilite": second, "accueil": 3}})


def test_of_a_campaign() -> None:
    """Notes of one section are not compared with those of another; who abstains is not compared."""
    found = agreement(
        [
            Reading(1, 1, 60.0, grid=_grid(1, 5)),
            Reading(1, 2, 60.0, grid=_grid(1, 5)),
            Reading(2, 1, 40.0, grid=_grid(3, None)),
            Reading(2, 2, 40.0, grid=_grid(3, 2)),
            Reading(3, 1, 20.0, grid=_grid(2, 2)),
            Reading(4, 1, None, grid=_grid(None, None)),
        ]
    )
    assert found == Agreement(2, 1.0, (("Utilite", 1.0), ("Accueil", None)))


def test_marks_of_readers_who_differ() -> None:
    marks = [(one.juror, one.dossier, one.mark) for one in readings() if one.mark is not None]
    assert interval_alpha(marks) == pytest.approx(0.7739, abs=0.0001)
    assert ordinal_alpha(marks) == pytest.approx(0.7764, abs=0.0001)


def test_without_any_reading() -> None:
    assert agreement([]) == Agreement(0, None, ())
