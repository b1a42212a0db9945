"""How far readers agree, beyond what chance would give: Krippendorff's alpha, by NLTK.

1 is readers who always agree, 0 readers who agree as chance would have it. Marks are compared as they are (interval
metric); notes of a criterion by their ranks (ordinal metric): between 1 and 2 lies what lies between the readers who
give 1 and those who give 2, and not always the same.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from labels.scoring.table import Reading

FEWEST = 2
"""Readings that something must have to be compared."""
Given = tuple[int, Hashable, float]
"""Who, of what, and how much."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """``criteria`` by name, in the order of the grid; nothing where there is too little, or no difference, to compare.

    ``dossiers`` is how many have two marks at least.
    """

    dossiers: int
    marks: float | None
    criteria: tuple[tuple[str, float | None], ...]


def agreement(readings: Sequence[Reading]) -> Agreement:
    """Of readings that were read with their grids."""
    marks = _comparable((one.juror, one.dossier, one.mark) for one in readings if one.mark is not None)
    names = {criterion["code"]: criterion["name"] for one in readings for criterion in one.grid["criteria"]}
    return Agreement(
        len({unit for _juror, unit, _mark in marks}),
        interval_alpha(marks),
        tuple((name, ordinal_alpha(_notes(readings, code))) for code, name in names.items()),
    )


def _notes(readings: Iterable[Reading], code: str) -> list[Given]:
    """Those of a criterion: each section of each dossier is compared by itself."""
    return [
        (one.juror, (one.dossier, section["code"]), note)
        for one in readings
        for section in one.grid["sections"]
        if (note := section["notes"].get(code)) is not None
    ]


def _comparable(given: Iterable[Given]) -> list[Given]:
    """What somebody else gave something of too."""
    every = list(given)
    counts = Counter(unit for _who, unit, _value in every)
    return [one for one in every if counts[one[1]] >= FEWEST]


def interval_alpha(given: Iterable[Given]) -> float | None:
    compared = _comparable(given)
    if len({value for _who, _unit, value in compared}) < FEWEST:
        return None
    # Forty megabytes that a web process need not hold.
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import interval_distance

    return float(AnnotationTask(compared, interval_distance).alpha())


def ordinal_alpha(given: Iterable[Given]) -> float | None:
    """The ordinal metric is that of intervals between mean ranks."""
    compared = _comparable(given)
    counts = Counter(value for _who, _unit, value in compared)
    values = sorted(counts)
    below = accumulate((counts[value] for value in values), initial=0)
    ranks = {value: before + counts[value] / 2 for value, before in zip(values, below, strict=False)}
    return interval_alpha((who, unit, ranks[value]) for who, unit, value in compared)
