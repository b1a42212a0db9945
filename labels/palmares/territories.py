"""A palmarès by territory: the table of régions, that of départements, and the points of the map."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from collectivities.enums import CollectivityKind
from collectivities.map import shapes
from collectivities.names import fold
from labels.palmares.laureates import Laureate, Territory

SMALL = 1_000
"""Inhabitants under which a commune is a village, for the table."""
LEAST_RADIUS, GROWTH = 5, 1.8


@dataclass(frozen=True, slots=True)
class Row:
    """What a territory has: awards, those of the two best rungs, first labels, villages."""

    code: str
    name: str
    total: int
    best: int
    first: int
    villages: int

    @property
    def is_drawn(self) -> bool:
        """Whether the outline has it, where it is a département."""
        return self.code in shapes()


@dataclass(frozen=True, slots=True)
class Point:
    """A laureate on the map: the more arobases, the larger."""

    x: float
    y: float
    radius: float


def regions(laureates: Iterable[Laureate], highest: int) -> list[Row]:
    return _rows(laureates, highest, lambda laureate: laureate.region)


def departements(laureates: Iterable[Laureate], highest: int) -> list[Row]:
    return _rows(laureates, highest, lambda laureate: laureate.departement)


def _rows(laureates: Iterable[Laureate], highest: int, of: Callable[[Laureate], Territory | None]) -> list[Row]:
    """Those with the most awards first."""
    groups: dict[Territory, list[Laureate]] = defaultdict(list)
    for laureate in laureates:
        if territory := of(laureate):
            groups[territory].append(laureate)
    rows = [_row(territory, group, highest) for territory, group in groups.items()]
    return sorted(rows, key=lambda row: (-row.total, fold(row.name)))


def _row(territory: Territory, group: list[Laureate], highest: int) -> Row:
    return Row(
        *territory,
        total=len(group),
        best=sum(laureate.symbols >= highest - 1 for laureate in group),
        first=sum(laureate.is_first for laureate in group),
        villages=sum(_is_village(laureate) for laureate in group),
    )


def _is_village(laureate: Laureate) -> bool:
    return laureate.kind == CollectivityKind.COMMUNE and 0 < (laureate.population or 0) < SMALL


def points(laureates: Iterable[Laureate]) -> list[Point]:
    """The largest first, so that none is hidden."""
    placed = [
        Point(*laureate.place, LEAST_RADIUS + GROWTH * laureate.symbols) for laureate in laureates if laureate.place
    ]
    return sorted(placed, key=lambda point: -point.radius)
