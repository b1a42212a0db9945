"""Groups of dossiers, a class or a région, that are large enough to be told apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.functional import Promise

from labels.comparison.rules import LEAST


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a year: dossiers that were deposited, and labels."""

    deposited: int = 0
    labels: int = 0

    def __add__(self, other: Self) -> "Counts":
        return Counts(self.deposited + other.deposited, self.labels + other.labels)

    @property
    def is_small(self) -> bool:
        return 0 < self.deposited < LEAST


@dataclass(frozen=True, slots=True)
class Group:
    """One without a name stands for those that are not told apart."""

    name: str
    now: Counts
    before: Counts

    @property
    def is_small(self) -> bool:
        return self.now.is_small or self.before.is_small

    @property
    def least(self) -> int:
        return min(number for number in (self.now.deposited, self.before.deposited) if number)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What dossiers and labels are told by: their class, their région. Of an earlier year that was not led here, the
    palmarès says the région of a label, and not its class.
    """

    slug: str
    heading: str | Promise
    column: str | Promise
    groups: list[Group]
    knows_labels_before: bool


def told_apart(groups: Iterable[Group]) -> list[Group]:
    """Those that are large enough, in their order, then all the others as one, which is large enough too: otherwise
    the totals would say what it holds.
    """
    groups = list(groups)
    kept = [group for group in groups if not group.is_small]
    small = [group for group in groups if group.is_small]
    while small and _together(small).is_small:
        candidates = [group for group in kept if group.now.deposited or group.before.deposited]
        if not candidates:
            break
        smallest = min(candidates, key=lambda group: group.least)
        kept.remove(smallest)
        small.append(smallest)
    return [*kept, _together(small)] if small else kept


def _together(groups: Iterable[Group]) -> Group:
    now, before = Counts(), Counts()
    for group in groups:
        now, before = now + group.now, before + group.before
    return Group("", now, before)
