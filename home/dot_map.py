"""The home page's map: a dot is a cell of communes, in three sizes by population; an arobase is a link to a commune."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.cache import cache
from django.db.models import Count
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from collectivities.map import place_of, project
from collectivities.models import Collectivity

CELL = 18
"""Side of a cell, in units of the outline."""
SIZES = ((7_000, "d1"), (40_000, "d2"), (None, "d3"))
LINKED = 14
SECONDS = 24 * 3600
KEY = f"dot-map:{CELL}"


def dot_map() -> SafeString:
    """The whole SVG; computed once a day, since communes hardly move."""
    svg = cache.get(KEY)
    if svg is None:
        svg = str(_draw())
        cache.set(KEY, svg, SECONDS)
    return mark_safe(svg)  # Made by ``_draw`` from numbers alone


def _draw() -> SafeString:
    communes = (
        Collectivity.objects.communes()
        .exclude(latitude=None)
        .values_list("latitude", "longitude", "departement__code", "population")
    )
    dots = format_html_join("", '<path class="{}" d="{}"/>', _dots(communes).items())
    linked = format_html_join(
        "",
        '<circle cx="{0}" cy="{1}" r="{2}" fill="var(--hero)" stroke="none"/>'
        '<svg class="at" x="{3}" y="{4}" width="{5}" height="{5}" overflow="visible"><use href="{6}#at"/></svg>',
        _linked(),
    )
    return format_html('<svg class="dots" viewBox="-12 -12 1024 1134" aria-hidden="true">{}{}</svg>', dots, linked)


def _dots(communes: Iterable[tuple[float | None, float | None, str, int | None]]) -> dict[str, str]:
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


def _linked() -> Iterable[tuple[object, ...]]:
    """The registered communes that present the most initiatives, far enough from one another."""
    taken: list[tuple[float, float]] = []
    registered = Collectivity.objects.communes().filter(initiatives__live=True).exclude(latitude=None)
    registered = registered.select_related("departement")
    for commune in registered.annotate(initiative_count=Count("initiatives")).order_by("-initiative_count", "code")[
        :120
    ]:
        place = place_of(commune)
        if not place or len(taken) >= LINKED or any(abs(place[0] - x) + abs(place[1] - y) < 110 for x, y in taken):
            continue
        taken.append(place)
        side = 34 + 8 * min(commune.initiative_count, 4)
        left, top = round(place[0] - side / 2, 1), round(place[1] - side / 2, 1)
        yield (
            str(place[0]),
            str(place[1]),
            str(round(side * 0.62, 1)),
            str(left),
            str(top),
            side,
            static("portal/icons.svg"),
        )
