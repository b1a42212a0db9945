"""From notes to a mark: a mean by the weights, from which abstentions take nothing."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.models import Criterion, Score, Section
from labels.reading.marking import Grid, by_criterion, kept, mark, missing

GRID = Grid(
    (Section(pk=1, code="acces", title="Accès", weight=3), Section(pk=2, code="idees", title="Idées", weight=1)),
    (Criterion(pk=1, code="utilite", name="Utilité", weight=3), Criterion(pk=2, code="accueil", name="Accueil")),
)


def _notes(*values: int | None | str) -> dict[tuple[int, int], Score]:
    """By cell in order; « - » abstains, None is not given yet."""
    found = {}
    for (section, criterion), value in zip(GRID.cells, values, strict=True):
        abstains = value == "-"
        note = None if abstains else value
        found[section.pk, criterion.pk] = Score(
            section_id=section.pk, criterion_id=criterion.pk, note=note, abstains=abstains
        )
    return found


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((5, 5, 5, 5), "100.00"),
        ((0, 0, 0, 0), "0.00"),
        # 3 × 3 × 4 + 3 × 1 × 2 + 1 × 3 × 0 + 1 × 1 × 5 = 47 of 80.
        ((4, 2, 0, 5), "58.75"),
        (("-", 2, "-", 2), "40.00"),
        ((None, 2, None, 2), "40.00"),
    ],
)
def test_a_mark_is_the_mean_by_the_weights(values: tuple[int | None | str, ...], expected: str) -> None:
    assert mark(GRID, _notes(*values)) == Decimal(expected)


def test_who_abstains_from_everything_gives_no_mark() -> None:
    assert mark(GRID, _notes("-", "-", "-", "-")) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, "-"]), min_size=4, max_size=4))
def test_a_mark_lies_between_the_lowest_and_the_highest_note(values: list[int | str]) -> None:
    given_notes = [value for value in values if isinstance(value, int)]
    found = mark(GRID, _notes(*values))
    if not given_notes:
        assert found is None
        return
    assert found is not None
    assert min(given_notes) * 20 <= found <= max(given_notes) * 20


def test_what_is_left_is_neither_noted_nor_abstained_from() -> None:
    left = missing(GRID, _notes(3, "-", None, 0))
    assert [(section.code, criterion.code) for section, criterion in left] == [("idees", "utilite")]


def test_the_mean_of_a_criterion_follows_the_weights_of_the_sections() -> None:
    means = by_criterion(GRID, _notes(4, "-", 0, "-").values())
    assert means == {1: Decimal(3)}


def test_what_is_kept_says_the_grid_and_the_notes() -> None:
    [first, second] = kept(GRID, _notes(4, "-", 0, 5))["sections"]
    assert first == {"code": "acces", "title": "Accès", "weight": 3, "notes": {"utilite": 4, "accueil": None}}
    assert second["notes"] == {"utilite": 0, "accueil": 5}
