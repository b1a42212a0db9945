"""The palmarès that anybody may read, year by year: how many awards each rung of its scale has, and their chart."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.urls import reverse

from labels.models import Campaign, Level
from labels.palmares.scales import MOST_AROBASES, in_words

STEP, BAR = 10, 8
"""The width of a bar with the space beside it, and without."""
HEIGHT = 100
LONGEST_YEAR = 4


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of a year, and how many have it."""

    symbols: int
    name: str
    count: int


@dataclass(slots=True)
class Year:
    """A palmarès; its rungs begin with the highest."""

    year: int
    published_at: datetime.datetime
    ceremony_place: str
    rungs: list[Rung] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(rung.count for rung in self.rungs)

    @property
    def labels(self) -> int:
        """Those with an arobase at least."""
        return sum(rung.count for rung in self.rungs if rung.symbols)

    @property
    def mentions(self) -> int:
        """Those on the rung without arobase."""
        return self.total - self.labels

    @property
    def highest(self) -> int:
        """The number of arobases of the best of its scale."""
        return max((rung.symbols for rung in self.rungs), default=0)

    @property
    def url(self) -> str:
        return reverse("palmares_year", args=[self.year])

    @property
    def by_symbols(self) -> list[int | None]:
        """How many have each number of arobases, the most first; nothing where the scale has no such rung."""
        counts = {rung.symbols: rung.count for rung in self.rungs}
        return [counts.get(symbols) for symbols in range(MOST_AROBASES, -1, -1)]


def is_year(text: str) -> bool:
    """Whether what an address says may be a year: figures without end are no number that can be read."""
    return text.isdecimal() and len(text) <= LONGEST_YEAR


def published() -> list[Year]:
    """Every palmarès that is public, the last one first; in one query."""
    return years_of(Campaign.objects.published())


def years_of(campaigns: Any) -> list[Year]:
    """The palmarès of these campaigns, the last one first, those that gave nothing left out; in one query."""
    rows = (
        Level.objects.filter(campaign__in=campaigns)
        .annotate(count=Count("awards"))
        .order_by("-campaign__year", "-symbols")
        .values_list(
            "campaign__year", "campaign__embargo_until", "campaign__ceremony_place", "symbols", "name", "count"
        )
    )
    found: dict[int, Year] = {}
    for year, published_at, place, symbols, name, count in rows:
        rung = Rung(symbols, in_words(name, symbols), count)
        found.setdefault(year, Year(year, published_at, place)).rungs.append(rung)
    return [year for year in found.values() if year.total]


@dataclass(frozen=True, slots=True)
class Piece:
    """A level of a year in the chart: a part of its bar."""

    symbols: int
    x: int
    y: float
    height: float
    words: str


def chart(years: Iterable[Year]) -> list[Piece]:
    """A bar a year, the first one at the left; the most arobases at its foot."""
    in_order = sorted(years, key=lambda year: year.year)
    highest = max((year.total for year in in_order), default=0)
    return [piece for place, year in enumerate(in_order) for piece in _pieces(year, place * STEP, highest)]


def _pieces(year: Year, x: int, highest: int) -> Iterable[Piece]:
    foot = float(HEIGHT)
    for rung in year.rungs:
        if rung.count:
            height = round(HEIGHT * rung.count / highest, 2)
            foot = round(foot - height, 2)
            yield Piece(rung.symbols, x, foot, height, f"{year.year}, {rung.name} : {rung.count}")
