"""Maps as inline SVG: the départements of the reference outline, and points placed on it.

Projection of the outline: Mercator, scaled so that the metropolitan part is 1,000 wide, origin at its north-west
corner.
The overseas départements are insets, each Mercator too, fitted into its own box. The other overseas territories are not
on the outline: they have no map.
Source of the outline: IGN Admin Express, INSEE COG 2026; Licence Ouverte 2.0.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collectivities.models import Collectivity

OUTLINE = "collectivities/departements.svg"
"""Among the static files: browsers draw from it what they do not find in a page."""
OUTLINE_FILE = Path(__file__).parent / "static" / OUTLINE
SHAPE = re.compile(r'<path id="d(?P<code>\w+)" data-r="(?P<region>\d+)" d="(?P<path>[^"]*)"')
MOVE = re.compile(r"([ML])(-?\d+) (-?\d+)|l(-?\d+) (-?\d+)")
WEST, EAST, NORTH = -5.141, 9.56, 51.089
WIDTH = 1000
HEIGHT = 960
SCALE = WIDTH / (EAST - WEST)
MARGIN = 8
INSETS = {
    "971": (-61.806, 15.867, -61.002, 16.51),
    "972": (-61.227, 14.395, -60.811, 14.877),
    "973": (-54.602, 2.113, -51.619, 5.749),
    "974": (55.217, -21.389, 55.837, -20.872),
    "976": (45.04, -13.0, 45.298, -12.669),
}
"""The overseas départements of the outline: what each spans, in degrees (west, south, east, north)."""

Place = tuple[float, float]
"""A point of the outline: from the left, from the top."""
Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A département of the outline: its codes, its path and the box around it (left, top, right, bottom)."""

    code: str
    region: str
    path: str
    box: Box


def mercator(latitude: float) -> float:
    """A latitude, in degrees, as the projection of the outline counts it."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def project(latitude: float | None, longitude: float | None, departement: str = "") -> Place | None:
    """A place on the outline, or None off the map or for want of a position; the code of its département says which."""
    if latitude is None or longitude is None:
        return None
    if departement in INSETS:
        return _on_inset(latitude, longitude, departement)
    x = (longitude - WEST) * SCALE
    y = (mercator(NORTH) - mercator(latitude)) * SCALE
    return (round(x, 1), round(y, 1)) if -5 <= x <= WIDTH + 5 and -5 <= y <= HEIGHT + 5 else None


def _on_inset(latitude: float, longitude: float, departement: str) -> Place | None:
    west, south, east, north = INSETS[departement]
    left, top, right, bottom = shapes()[departement].box
    across = (longitude - west) / (east - west)
    down = (mercator(north) - mercator(latitude)) / (mercator(north) - mercator(south))
    if not (-0.1 <= across <= 1.1 and -0.1 <= down <= 1.1):
        return None
    return round(left + across * (right - left), 1), round(top + down * (bottom - top), 1)


@cache
def shapes() -> dict[str, Shape]:
    """The départements of the outline by code, read once."""
    found = SHAPE.finditer(OUTLINE_FILE.read_text(encoding="utf-8"))
    return {m["code"]: Shape(m["code"], m["region"], m["path"], _box(m["path"])) for m in found}


def _box(path: str) -> Box:
    xs, ys, x, y = [], [], 0, 0
    for move in MOVE.finditer(path):
        if move[1]:
            x, y = int(move[2]), int(move[3])
        else:
            x, y = x + int(move[4]), y + int(move[5])
        xs.append(x)
        ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def locator(collectivity: "Collectivity", label: str, dots: Iterable[Place] = (), linked: bool = False) -> SafeString:
    """The région of a collectivité with what it covers lit, and its point; empty where the outline does not have it.

    ``dots`` are points to show beside its own: the communes of a territory. ``linked`` draws the arobase of a
    registered collectivité in place of the dot of one that is only known.
    """
    around, lit = _around(collectivity)
    if not around:
        return SafeString()
    view = _box_around(around)
    shown = format_html_join("", '<path class="{}" d="{}"/>', (("on" if s in lit else "has", s.path) for s in around))
    point = place_of(collectivity) if collectivity.is_commune else None
    return _svg(label, view, shown, _dots(dots, view), _point(point, view, linked))


def close_up(collectivity: "Collectivity", label: str, latitude: float | None, longitude: float | None) -> SafeString:
    """The département of a commune, and a place in it; empty for want of a position or of an outline."""
    here = shapes().get(_departement_code(collectivity))
    place = project(latitude, longitude, here.code) if here else None
    if not here or not place:
        return SafeString()
    view = _box_around([here])
    shown = format_html('<path class="on" d="{}"/>', here.path)
    return _svg(label, view, shown, _point(place, view, linked=True, share=12))


def place_of(collectivity: "Collectivity") -> Place | None:
    """Where a collectivité is on the outline, or None where it has no position there."""
    return project(collectivity.latitude, collectivity.longitude, _departement_code(collectivity))


def _departement_code(collectivity: "Collectivity") -> str:
    return collectivity.departement.code if collectivity.departement else collectivity.code


def _around(collectivity: "Collectivity") -> tuple[list[Shape], list[Shape]]:
    """What the map shows, and the part of it that is lit: a whole région, or one département of it."""
    region = collectivity.region.code if collectivity.region else collectivity.code
    around = [shape for shape in shapes().values() if shape.region == region]
    if not collectivity.region:
        return around, around
    code = _departement_code(collectivity)
    return around, [shape for shape in around if shape.code == code]


def _box_around(around: list[Shape]) -> Box:
    left, top = min(s.box[0] for s in around) - MARGIN, min(s.box[1] for s in around) - MARGIN
    right, bottom = max(s.box[2] for s in around) + MARGIN, max(s.box[3] for s in around) + MARGIN
    return left, top, right, bottom


def _svg(label: str, view: Box, *layers: SafeString) -> SafeString:
    left, top, right, bottom = view
    return format_html(
        '<svg class="map" viewBox="{} {} {} {}" role="img" aria-label="{}">{}</svg>',
        *(left, top, right - left, bottom - top, label),
        format_html_join("", "{}", ((layer,) for layer in layers)),
    )


def _dots(places: Iterable[Place], view: Box) -> SafeString:
    """One path for all of them: a move and a stroke of no length each, drawn round by the stylesheet."""
    moves = "".join(f"M{x:g} {y:g}h0" for x, y in places)
    return (
        format_html('<path class="dot" d="{}" stroke-width="{}"/>', moves, f"{_unit(view):g}")
        if moves
        else SafeString()
    )


def _point(place: Place | None, view: Box, linked: bool, share: int = 5) -> SafeString:
    """The dot of a commune, or its arobase, of this many hundredths of what the map shows."""
    if not place:
        return SafeString()
    x, y, side = *place, round(_unit(view) * share, 1)
    radius = side / (1.7 if linked else 3)
    circle = format_html('<circle class="pt" cx="{}" cy="{}" r="{}"/>', f"{x:g}", f"{y:g}", f"{radius:.1f}")
    if not linked:
        return circle
    corner = f"{x - side / 2:g}", f"{y - side / 2:g}"
    arobase = format_html(
        '<svg class="here" x="{}" y="{}" width="{}" height="{}" overflow="visible"><use href="{}#at"/></svg>',
        *(*corner, f"{side:g}", f"{side:g}", static("portal/icons.svg")),
    )
    return format_html('<g class="linked">{}{}</g>', circle, arobase)


def _unit(view: Box) -> float:
    """A length that looks the same whatever the map shows: a hundredth of its side."""
    return round(max(view[2] - view[0], view[3] - view[1]) / 100, 2)
