"""Who reads what, as a mathematical programme that HiGHS solves (``scipy.optimize.milp``).

For each dossier *d* and each reader *j* who may read it, x(d, j) is 1 when she does.

    every dossier       Σ x(d, j) + missing(d) = the readers it still needs
    every reader        Σ x(d, j) ≤ what she may still take

As little is missing as can be: a dossier is short of readers only when no assignment could give it one. Then the terms
of ``Objective`` weigh against each other. Nothing is drawn by lot: the same jury and the same dossiers give the same
assignment.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

Pair = tuple[int, int]
"""A dossier and a reader, by their keys."""


@dataclass(frozen=True, slots=True)
class Objective:
    """What each term weighs.

    ``load``: each dossier that a reader has more, or less, than her fair share. ``class_load``: each dossier of one
    class that she has beyond her share of it. ``expertise``: a reader who knows all themes of the dossier; one who
    knows half of them counts half. ``knows_region``: a dossier of which at least one reader knows the région.
    ``only_locals``: one of which all do. ``stays``: a pair that was proposed before.
    """

    load: float = 4
    class_load: float = 2
    expertise: float = 2
    knows_region: float = 1
    only_locals: float = 1.5
    stays: float = 1


@dataclass(frozen=True, slots=True)
class ToRead:
    """A dossier: how many readers it needs in all, and what it is about."""

    key: int
    readers: int
    of_class: str = ""
    region: int | None = None
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reader:
    key: int
    capacity: int
    themes: frozenset[str] = frozenset()
    regions: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """``closed`` are the pairs that may not be, ``fixed`` those that stay, ``before`` those that were proposed."""

    dossiers: tuple[ToRead, ...]
    readers: tuple[Reader, ...]
    closed: frozenset[Pair] = frozenset()
    fixed: frozenset[Pair] = frozenset()
    before: frozenset[Pair] = frozenset()

    def needed(self) -> dict[int, int]:
        """By dossier, how many readers are to be found yet."""
        have = Counter(dossier for dossier, _reader in self.fixed)
        return {one.key: max(0, one.readers - have[one.key]) for one in self.dossiers}

    def loads(self) -> Counter[int]:
        """By reader, what she has already."""
        return Counter(reader for _dossier, reader in self.fixed)

    def open_pairs(self) -> list[Pair]:
        needed, loads, taken = self.needed(), self.loads(), self.closed | self.fixed
        able = [one for one in self.readers if one.capacity > loads[one.key]]
        return [
            (dossier.key, reader.key)
            for dossier in self.dossiers
            if needed[dossier.key]
            for reader in able
            if (dossier.key, reader.key) not in taken
        ]


@dataclass(frozen=True, slots=True)
class Solution:
    """``pairs`` are the new ones; ``missing`` says, by dossier, how many readers nobody could be found for."""

    pairs: frozenset[Pair] = frozenset()
    missing: Mapping[int, int] = field(default_factory=dict)


def affinity(dossier: ToRead, reader: Reader) -> float:
    """Which part of the themes of a dossier a reader knows."""
    return len(dossier.themes & reader.themes) / len(dossier.themes) if dossier.themes else 0.0


def fair_shares(problem: Problem) -> dict[int, float]:
    """How many dossiers each reader has when all are shared evenly, nobody beyond what she takes."""
    loads = problem.loads()
    bounds = {one.key: max(one.capacity, loads[one.key]) for one in problem.readers}
    left = float(sum(problem.needed().values()) + sum(loads[key] for key in bounds))
    shares: dict[int, float] = {}
    for place, key in enumerate(sorted(bounds, key=lambda key: (bounds[key], key))):
        shares[key] = min(float(bounds[key]), left / (len(bounds) - place))
        left -= shares[key]
    return shares


def class_shares(problem: Problem) -> dict[str, float]:
    """Which part of all dossiers each class is."""
    counts = Counter(one.of_class for one in problem.dossiers)
    return {name: count / len(problem.dossiers) for name, count in counts.items()}


def class_loads(problem: Problem) -> dict[tuple[int, str], int]:
    """By reader and class, what she has already."""
    classes = {one.key: one.of_class for one in problem.dossiers}
    found: dict[tuple[int, str], int] = defaultdict(int)
    for dossier, reader in problem.fixed:
        if dossier in classes:
            found[reader, classes[dossier]] += 1
    return found
