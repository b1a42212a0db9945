"""The départements of a search, whatever the territories that are chosen: a table, and the map of the same numbers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from collectivities.map import shapes
from search.facade import SearchPage
from search.french import fold
from search.kinds import PLACES, TERRITORY
from search.request import SearchRequest
from search.spots import CELL, Spot
from search.values import Value, vocabulary

FIRST = 10
STEPS = 4
"""Shades of the map: each begins where the one before ends, and counts as many times more."""
LEAST_RADIUS, MOST_RADIUS, GROWTH = 8, 30, 2.55
MOST_CIRCLES = 120
"""Where there are more the cells grow: circles on one another tell nothing."""
LEAST_NUMBER = 13
"""Below so many hits the circle is too small to hold a number."""


@dataclass(frozen=True, slots=True)
class Departement:
    """What one has, and the address that chooses it, or leaves it when it is chosen. It is lit when it is, or its
    région; ``step`` is its shade, from 1. Not all are drawn: the outline leaves out some overseas territories.
    """

    code: str
    name: str
    count: int
    collectivities: int
    step: int
    is_chosen: bool
    is_lit: bool
    is_drawn: bool
    parameters: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """A circle of the map: the hits of a cell."""

    x: int
    y: int
    count: int

    @property
    def radius(self) -> int:
        return min(MOST_RADIUS, round(LEAST_RADIUS + GROWTH * self.count**0.5))

    @property
    def has_number(self) -> bool:
        return self.count >= LEAST_NUMBER


@dataclass(frozen=True, slots=True)
class Step:
    """A shade, and the numbers of hits it stands for."""

    number: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Territories:
    """``without`` are the names of the territories that are chosen and that nothing here is narrowed by; ``elsewhere``
    counts what is in no département.
    """

    departements: tuple[Departement, ...]
    clusters: tuple[Cluster, ...]
    steps: tuple[Step, ...]
    without: tuple[str, ...]
    elsewhere: int

    @property
    def count(self) -> int:
        return sum(row.count for row in self.departements)

    @property
    def first(self) -> tuple[Departement, ...]:
        return self.departements[:FIRST]

    @property
    def more(self) -> tuple[Departement, ...]:
        return self.departements[FIRST:]


def territories(result: SearchPage) -> Territories:
    """Those with something to show, the lit ones first, then by their number of hits."""
    counted = _by_departement(result.spots)
    most = max((count for count, _collectivities in counted.values()), default=0)
    steps = _steps(most)
    rows = [
        _departement(result.request, value, *counted[key], steps)
        for value in dict.fromkeys(vocabulary(result.request.language)["departement"].values())
        for key in value.columns
        if key in counted
    ]
    return Territories(
        departements=tuple(
            sorted(rows, key=lambda row: (not (row.is_lit or row.is_chosen), -row.count, fold(row.name)))
        ),
        clusters=_clusters(result.spots),
        steps=steps,
        without=_chosen(result),
        elsewhere=sum(spot.count for spot in result.spots if not spot.departement),
    )


def _by_departement(spots: Iterable[Spot]) -> dict[int | str, tuple[int, int]]:
    """By its key: hits and collectivités. A collectivité is in one spot."""
    found: dict[int | str, tuple[int, int]] = {}
    for spot in spots:
        if spot.departement:
            count, collectivities = found.get(spot.departement, (0, 0))
            found[spot.departement] = count + spot.count, collectivities + spot.collectivities
    return found


def _departement(
    asked: SearchRequest, value: Value, count: int, collectivities: int, steps: Sequence[Step]
) -> Departement:
    code, chosen = value.address, asked.filters.get("departement", ())
    return Departement(
        code=code,
        name=value.label,
        count=count,
        collectivities=collectivities,
        step=next(step.number for step in steps if count <= step.most),
        is_chosen=code in chosen,
        is_lit=_is_lit(code, asked),
        is_drawn=code in shapes(),
        parameters=_turned(asked, code).parameters().urlencode(),
    )


def _is_lit(code: str, asked: SearchRequest) -> bool:
    """Whether what is chosen of régions and départements, if anything, holds it."""
    region = shapes()[code].region if code in shapes() else ""
    chosen = [
        own in asked.filters[name] for name, own in (("region", region), ("departement", code)) if name in asked.filters
    ]
    return bool(chosen) and all(chosen)


def _turned(asked: SearchRequest, code: str) -> SearchRequest:
    """The search with this département too, or without it. Any other place that was chosen goes when one
    is added: what was counted is found, wherever it is.
    """
    chosen = asked.filters.get("departement", ())
    if code in chosen:
        left = tuple(other for other in chosen if other != code)
        others = {name: values for name, values in asked.filters.items() if name != "departement"}
        return replace(asked, filters=others | ({"departement": left} if left else {}))
    others = {name: values for name, values in asked.filters.items() if name not in PLACES}
    return replace(asked, filters=others | {"departement": (*chosen, code)})


def _chosen(result: SearchPage) -> tuple[str, ...]:
    facets = (counts for counts in result.facets if counts.facet.name in TERRITORY)
    labels = tuple(value.label for counts in facets for value in counts.values if value.selected)
    return (*labels, result.near.label) if result.near else labels


def _steps(most: int) -> tuple[Step, ...]:
    """Shades up to a number; of few numbers, the strongest ones."""
    bounds = sorted({max(1, round(most ** (number / STEPS))) for number in range(1, STEPS + 1)}) if most else []
    first = STEPS - len(bounds) + 1
    starts = [1, *(bound + 1 for bound in bounds)]
    return tuple(Step(first + rank, starts[rank], bound) for rank, bound in enumerate(bounds))


def _clusters(spots: Sequence[Spot], side: int = CELL) -> tuple[Cluster, ...]:
    """The spots of a cell together, whatever their département; the small circles last, above the large ones."""
    cells: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for spot in spots:
        if spot.place:
            x, y = spot.place
            cells[x // side, y // side].append((x, y, spot.count))
    if len(cells) > MOST_CIRCLES:
        return _clusters(spots, side * 2)
    found = [_cluster(members) for members in cells.values()]
    return tuple(sorted(found, key=lambda cluster: (-cluster.count, cluster.x, cluster.y)))


def _cluster(members: Sequence[tuple[int, int, int]]) -> Cluster:
    count = sum(number for _x, _y, number in members)
    x, y = (round(sum(member[axis] * member[2] for member in members) / count) for axis in (0, 1))
    return Cluster(x, y, count)
