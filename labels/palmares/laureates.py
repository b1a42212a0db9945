"""Who has which level in a year, and what it had before: plain rows, in a constant number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from collectivities.enums import CollectivityKind, SizeClass
from collectivities.map import Place, project
from collectivities.models.collectivity import collectivity_address
from collectivities.names import sort_key
from labels.models import Award
from labels.palmares.scales import comparable, in_words

COLUMNS = (
    "pk", "entity_code", "entity_name", "is_honorary", "level__symbols", "level__name", "collectivity_id",
    "collectivity__kind", "collectivity__code", "collectivity__name", "collectivity__slug", "collectivity__population",
    "collectivity__latitude", "collectivity__longitude", "collectivity__departement__code",
    "collectivity__departement__name", "collectivity__region__code", "collectivity__region__name",
    "rectification__rectified_at",
)  # fmt: skip
Territory = tuple[str, str]
"""The code and the name of a département or of a région."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A label of another year."""

    entity_code: str
    year: int
    symbols: int


@dataclass(frozen=True, slots=True)
class Laureate:
    """An award as anybody reads it. ``today`` is the name of the collectivité that the entity of that year is part of
    now, where it is another: that one was counted since, and the entity has no ``population`` then. ``previous`` is its
    label before; ``times`` how often it had this level, this year included; ``rectified_at`` when it was put right
    after an appeal. ``is_first`` and ``has_progressed`` are false where nothing is known that could be compared.
    """

    key: int
    collectivity: int
    name: str
    today: str
    kind: str
    code: str
    page_slug: str
    symbols: int
    level: str
    is_honorary: bool
    mentions: tuple[str, ...]
    population: int | None
    departement: Territory | None
    region: Territory | None
    place: Place | None
    is_first: bool
    previous: Earlier | None
    has_progressed: bool
    times: int
    rectified_at: datetime.datetime | None = None

    @property
    def url(self) -> str:
        return collectivity_address(self.kind, self.page_slug, get_language())

    @property
    def territory(self) -> str:
        """Where it is, in a word: its département, or its région where it has none."""
        around = (territory[1] for territory in (self.departement, self.region) if territory)
        return next((name for name in around if name != self.name), "")

    @property
    def size(self) -> SizeClass | None:
        return SizeClass.of(self.population) if self.kind == CollectivityKind.COMMUNE else None


def laureates_of(year: int, scales: Mapping[int, int]) -> list[Laureate]:
    """Those of a year, by name. ``scales`` gives the highest number of arobases of every public year.

    Nothing where the palmarès is not public.
    """
    return laureates_among(Award.objects.public(), year, scales)


def laureates_among(awards: Any, year: int, scales: Mapping[int, int]) -> list[Laureate]:
    """The same among these awards; what they had before is always what is public."""
    awards = awards.filter(campaign__year=year).order_by()
    mentions = _mentions(awards)
    past = past_of(awards.values("collectivity"), year)
    has_past = any(other < year for other in scales)
    found = [_laureate(row, mentions, past, scales, year, has_past) for row in awards.values(*COLUMNS)]
    return sorted(found, key=lambda laureate: (sort_key(laureate.name), laureate.code, laureate.key))


def _mentions(awards: Any) -> dict[int, tuple[str, ...]]:
    rows = awards.filter(mentions__isnull=False).order_by("mentions__sort_order", "mentions__name")
    found: dict[int, tuple[str, ...]] = {}
    for key, name in rows.values_list("pk", "mentions__name"):
        found[key] = (*found.get(key, ()), name)
    return found


def past_of(collectivities: Any, year: int) -> dict[int, list[Earlier]]:
    """The public awards of earlier years of these collectivités, by key, the last one first."""
    rows = Award.objects.public().filter(campaign__year__lt=year, collectivity__in=collectivities)
    found: dict[int, list[Earlier]] = defaultdict(list)
    columns = ("collectivity_id", "entity_code", "campaign__year", "level__symbols")
    for collectivity, code, earlier, symbols in rows.order_by("-campaign__year", "-level__symbols").values_list(
        *columns
    ):
        found[collectivity].append(Earlier(code, earlier, symbols))
    return found


def own_past(entity_code: str, code: str, past: Iterable[Earlier]) -> list[Earlier]:
    """Of what a collectivité and its parts had, what is the past of one entity: its own labels; where the collectivité
    of today never had any under its own code, those of the communes that merged into it.
    """
    past = list(past)
    own = [earlier for earlier in past if earlier.entity_code == entity_code]
    return own or (past if entity_code == code else [])


def _laureate(
    row: dict[str, Any],
    mentions: dict[int, tuple[str, ...]],
    past: dict[int, list[Earlier]],
    scales: Mapping[int, int],
    year: int,
    has_past: bool,
) -> Laureate:
    code, departement = row["collectivity__code"], row["collectivity__departement__code"]
    symbols = row["level__symbols"]
    own = own_past(row["entity_code"], code, past.get(row["collectivity_id"], ()))
    same_scale = [earlier for earlier in own if comparable(scales[year], scales[earlier.year])]
    previous = own[0] if own else None
    return Laureate(
        key=row["pk"],
        collectivity=row["collectivity_id"],
        name=row["entity_name"],
        today="" if row["entity_code"] == code else row["collectivity__name"],
        kind=row["collectivity__kind"],
        code=row["entity_code"],
        page_slug=f"{code.lower()}-{row['collectivity__slug']}",
        symbols=symbols,
        level=in_words(row["level__name"], symbols),
        is_honorary=row["is_honorary"],
        mentions=mentions.get(row["pk"], ()),
        population=row["collectivity__population"] if row["entity_code"] == code else None,
        departement=_territory(row, "departement"),
        region=_territory(row, "region"),
        place=project(row["collectivity__latitude"], row["collectivity__longitude"], departement or code),
        is_first=has_past and not own,
        previous=previous,
        has_progressed=previous is not None and previous in same_scale and symbols > previous.symbols,
        times=1 + sum(earlier.symbols == symbols for earlier in same_scale),
        rectified_at=row["rectification__rectified_at"],
    )


def _territory(row: dict[str, Any], name: str) -> Territory | None:
    """The collectivité itself, where it is one of these."""
    if row["collectivity__kind"] == name:
        return row["collectivity__code"], row["collectivity__name"]
    code = row[f"collectivity__{name}__code"]
    return (code, row[f"collectivity__{name}__name"]) if code else None


def by_level(laureates: Iterable[Laureate]) -> Iterator[tuple[int, list[Laureate]]]:
    """The levels that somebody has, the highest first."""
    groups: dict[int, list[Laureate]] = defaultdict(list)
    for laureate in laureates:
        groups[laureate.symbols].append(laureate)
    yield from sorted(groups.items(), reverse=True)
