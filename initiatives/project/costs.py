"""What a theme costs those who tried: an order of magnitude, never told of fewer than five communes.

Each commune counts once, by the median of its sheets, so that one with many sheets does not decide alone. A range is
the middle half of the communes, to two significant figures.
"""

import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from collectivities.enums import SizeClass
from initiatives.enums import Measure
from initiatives.models import InitiativePage, Theme

FEWEST = 5
"""Communes, and so sheets, that a range rests on at least."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a sheet says of a measure."""

    commune: int
    size: str
    value: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of a measure: how many sheets of how many communes say it and, of enough of them, the range."""

    measure: Measure
    sheets: int
    communes: int
    low: int = 0
    middle: int = 0
    high: int = 0

    @property
    def is_told(self) -> bool:
        return self.communes >= FEWEST


@dataclass(frozen=True, slots=True)
class Costs:
    """``sizes`` are the classes of population with enough communes for one measure at least."""

    figures: list[Figure]
    sizes: list[tuple[SizeClass, list[Figure]]]

    @property
    def is_told(self) -> bool:
        return any(figure.is_told for figure in self.figures)


def costs(theme: Theme) -> Costs:
    """Of the public sheets of a theme, in one query; a sheet counts once, whatever languages it is written in."""
    amounts = _amounts(theme)
    by_size = [(size, _figures(amounts, size)) for size in SizeClass]
    return Costs(_figures(amounts), [(size, row) for size, row in by_size if any(figure.is_told for figure in row)])


def _amounts(theme: Theme) -> dict[Measure, list[Amount]]:
    said = Q(*((f"{measure}__isnull", False) for measure in Measure), _connector=Q.OR)
    sheets = InitiativePage.objects.public_about(theme).tried().filter(said).order_by("pk")
    rows = sheets.values_list("translation_key", "collectivity_id", "size_class", *Measure.values)
    amounts: dict[Measure, list[Amount]] = defaultdict(list)
    # Of a sheet and its translations, the one that was there first.
    for commune, size, *values in {key: row for key, *row in reversed(rows)}.values():
        for measure, value in zip(Measure, values, strict=True):
            if value is not None:
                amounts[measure].append(Amount(commune, size, value))
    return amounts


def _figures(amounts: dict[Measure, list[Amount]], size: str = "") -> list[Figure]:
    return [_figure(measure, [one for one in amounts[measure] if size in ("", one.size)]) for measure in Measure]


def _figure(measure: Measure, amounts: list[Amount]) -> Figure:
    of_commune: dict[int, list[int]] = defaultdict(list)
    for amount in amounts:
        of_commune[amount.commune].append(amount.value)
    known = Figure(measure, len(amounts), len(of_commune))
    if not known.is_told:
        return known
    return Figure(measure, known.sheets, known.communes, *_range(map(statistics.median, of_commune.values())))


def _range(values: Iterable[float]) -> Iterable[int]:
    """The ends and the middle of the middle half."""
    return [rounded(value) for value in statistics.quantiles(values, n=4, method="inclusive")]


def rounded(value: Any) -> int:
    """To two significant figures."""
    whole = round(value)
    return round(whole, 2 - len(str(whole)))
