"""Around a commune: those whose middle is within some kilometres of its own.

The value of the filter is a text, « 22214 (20 km) »: what was typed for the commune, and the distance. Once known, the
commune goes by its code. Nothing here knows where a reader is (docs/decisions/0008).
"""

import math
import re
from collections.abc import Mapping
from typing import Any

from django.db.models import F

from collectivities.models import Collectivity
from collectivities.names import sort_key
from portal.page_cache import remember
from search.distances import read, written
from search.facets import NEAR
from search.places import collectivities_named
from search.values import Value, Vocabulary, vocabulary

EARTH = 6_371.0
DEGREE = math.pi * EARTH / 180
"""Kilometres of a degree of latitude."""
WITH_DEPARTEMENT = re.compile(r"(?P<name>.+?)\s*\((?P<departement>\w{2,3})\)")
"""« Plouézec (22) », as the field shows the one that is chosen."""


def vocabulary_for(filters: Mapping[str, tuple[str, ...]], language: str) -> Vocabulary:
    """Every value of every facet, and what is around the commune that the filters name, where it exists."""
    around = {value: _around(value) for value in filters.get(NEAR.name, ())}
    found = {address: near for value, near in around.items() if near for address in (value, near.address)}
    return {**vocabulary(language), NEAR.name: found}


def commune_named(text: str) -> Collectivity | None:
    """By its code, its postal code or its name, with the code of its département or without; the largest of a name."""
    match = WITH_DEPARTEMENT.fullmatch(text)
    communes = Collectivity.objects.communes().exclude(latitude=None).select_related("departement")
    if match:
        key = sort_key(match["name"])
        communes = communes.filter(sort_name=key, departement__code=match["departement"].upper())
        return communes.order_by(F("population").desc(nulls_last=True)).first()
    found: Collectivity | None = communes.filter(code=text.upper()).first()
    return found or collectivities_named(text).communes().exclude(latitude=None).first()


def _around(value: str) -> Value | None:
    place, radius = read(value)
    commune = commune_named(place)
    if commune is None:
        return None
    keys = remember(f"around:{commune.pk}:{radius}", lambda: _keys_around(commune, int(radius)))
    return Value(written(commune.code, radius), f"{commune.full_name} – {radius} km", keys)


def _keys_around(commune: Collectivity, radius: int) -> tuple[int, ...]:
    """A box by the database, then each distance: the commune itself is at none."""
    latitude, longitude = commune.latitude or 0.0, commune.longitude or 0.0
    tall = radius / DEGREE
    wide = tall / math.cos(math.radians(latitude))
    rows = Collectivity.objects.communes().filter(
        latitude__range=(latitude - tall, latitude + tall), longitude__range=(longitude - wide, longitude + wide)
    )
    places: Any = rows.order_by("pk").values_list("pk", "latitude", "longitude")
    return tuple(key for key, *place in places if distance((latitude, longitude), tuple(place)) <= radius)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two places, each a latitude and a longitude (haversine)."""
    (north, east), (other_north, other_east) = (map(math.radians, place) for place in (one, other))
    across = math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(math.sin((other_north - north) / 2) ** 2 + across))
