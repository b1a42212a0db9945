"""What is told apart, and what is not."""

import pytest

from labels.comparison.decisions import NOTHING, Moved, moved
from labels.comparison.groups import Counts, Group, told_apart


def group(name: str, now: int, before: int = 0) -> Group:
    return Group(name, Counts(now, now), Counts(before, before))


def named(groups: list[Group]) -> list[tuple[str, int, int]]:
    return [(one.name, one.now.deposited, one.before.deposited) for one in groups]


def test_large_groups_are_told_in_their_order() -> None:
    assert named(told_apart([group("Bretagne", 7), group("Normandie", 5)])) == [("Bretagne", 7, 0), ("Normandie", 5, 0)]


def test_small_ones_are_told_together() -> None:
    groups = [group("Bretagne", 7), group("Corse", 2), group("Normandie", 4)]
    assert named(told_apart(groups)) == [("Bretagne", 7, 0), ("", 6, 0)]


def test_one_small_group_takes_the_smallest_other_with_it() -> None:
    """Otherwise what all of them make together would say what it holds."""
    groups = [group("Bretagne", 9), group("Corse", 2), group("Normandie", 5)]
    assert named(told_apart(groups)) == [("Bretagne", 9, 0), ("", 7, 0)]


def test_a_group_that_was_small_the_year_before_is_not_told_either() -> None:
    groups = [group("Bretagne", 9, 9), group("Corse", 6, 1), group("Normandie", 8, 3), group("Occitanie", 7, 1)]
    assert named(told_apart(groups)) == [("Bretagne", 9, 9), ("", 21, 5)]


def test_when_all_are_small_they_are_one() -> None:
    assert named(told_apart([group("Corse", 2), group("Bretagne", 1)])) == [("", 3, 0)]


def test_one_that_only_has_labels_of_the_past_is_told() -> None:
    assert named(told_apart([group("Bretagne", 7), group("Corse", 0)])) == [("Bretagne", 7, 0), ("Corse", 0, 0)]


@pytest.mark.parametrize(
    ("decided", "proposed", "expected"),
    [
        (3, [3, 3, 3], Moved.SAME),
        (4, [2, 3, 5], Moved.UP),
        (NOTHING, [0, 1, 1], Moved.DOWN),
        (2, [2, 3], Moved.SAME),
        (3, [2, 3], Moved.SAME),
        (1, [2, 3], Moved.DOWN),
    ],
)
def test_a_decision_stands_beside_the_middle_of_what_was_proposed(
    decided: int, proposed: list[int], expected: Moved
) -> None:
    assert moved(decided, proposed) == expected
