"""France in dots: a dot is a cell of communes, in three sizes by population."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.cache import cache
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from collectivities.map import project
from collectivities.models import Collectivity

CELL = 18
"""Side of a cell, in units of the outline."""
SIZES = ((7_000, "d1"), (40_000, "d2"), (None, "d3"))
VIEW_BOX = "-12 -12 1024 1134"
"""What an image of the whole shows."""
SECONDS = 24 * 3600
KEY = f"dots:{CELL}"


def dots() -> SafeString:
    """The paths, for an image of the class « dots »; computed once a day, since communes hardly move."""
    paths = cache.get(KEY)
    if paths is None:
        paths = str(format_html_join("", '<path class="{}" d="{}"/>', _paths(_communes()).items()))
        cache.set(KEY, paths, SECONDS)
    return mark_safe(paths)  # Made above from numbers alone


def _communes() -> Iterable[tuple[float | None, float | None, str, int | None]]:
    placed = Collectivity.objects.communes().exclude(latitude=None)
    return placed.values_list("latitude", "longitude", "departement__code", "population")


def _paths(communes: Iterable[tuple[float | None, float | None, str, int | None]]) -> dict[str, str]:
    cells: dict[tuple[int, int], int] = defaultdict(int)
    for latitude, longitude, departement, population in communes:
        if place := project(latitude, longitude, departement):
            row = round(place[1] / (CELL * 0.87))
            cells[round(place[0] / CELL - (row % 2) / 2), row] += population or 0
    paths: dict[str, list[str]] = {name: [] for _limit, name in SIZES}
    for (column, row), population in sorted(cells.items()):
        x, y = round((column + (row % 2) / 2) * CELL), round(row * CELL * 0.87)
        paths[next(name for limit, name in SIZES if limit is None or population < limit)].append(f"M{x} {y}h0")
    return {name: "".join(moves) for name, moves in paths.items()}
