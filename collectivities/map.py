"""Maps as inline SVG: the départements of the reference outline, and points placed on it.

Metropolitan projection of the outline: Mercator, scaled so that the metropolitan part is 1,000 wide, origin at its
north-west corner.
The overseas départements are insets without a projection: they are shown, never pointed at.
Source of the outline: IGN Admin Express, INSEE COG 2026; Licence Ouverte 2.0.
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collectivities.models import Collectivity

OUTLINE = Path(__file__).parent / "data" / "departements.svg"
SHAPE = re.compile(r'<path id="d(?P<code>\w+)" data-r="(?P<region>\d+)" d="(?P<path>[^"]*)"')
MOVE = re.compile(r"([ML])(-?\d+) (-?\d+)|l(-?\d+) (-?\d+)")
WEST, EAST, NORTH = -5.141, 9.56, 51.089
WIDTH = 1000
HEIGHT = 960
SCALE = WIDTH / (EAST - WEST)
MARGIN = 8


@dataclass(frozen=True, slots=True)
class Shape:
    """A département of the outline: its codes, its path and the box around it (left, top, right, bottom)."""

    code: str
    region: str
    path: str
    box: tuple[int, int, int, int]


def mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def project(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    """A place on the outline, or None outside metropolitan France or for want of a position."""
    if latitude is None or longitude is None:
        return None
    x = (longitude - WEST) * SCALE
    y = (mercator(NORTH) - mercator(latitude)) * SCALE
    return (round(x, 1), round(y, 1)) if -5 <= x <= WIDTH + 5 and -5 <= y <= HEIGHT + 5 else None


@cache
def shapes() -> dict[str, Shape]:
    """The départements of the outline by code, read once."""
    found = SHAPE.finditer(OUTLINE.read_text(encoding="utf-8"))
    return {m["code"]: Shape(m["code"], m["region"], m["path"], _box(m["path"])) for m in found}


def _box(path: str) -> tuple[int, int, int, int]:
    xs, ys, x, y = [], [], 0, 0
    for move in MOVE.finditer(path):
        if move[1]:
            x, y = int(move[2]), int(move[3])
        else:
            x, y = x + int(move[4]), y + int(move[5])
        xs.append(x)
        ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def locator(collectivity: "Collectivity", label: str) -> SafeString:
    """The région of a collectivité, its département lit, its point on it; empty where the outline does not have it."""
    departement = collectivity.departement if collectivity.departement_id else collectivity
    here = shapes().get(departement.code) if departement else None
    region = collectivity.region.code if collectivity.region else collectivity.code
    around = [here] if here and _is_overseas(here) else [shape for shape in shapes().values() if shape.region == region]
    if not around:
        return SafeString()
    lit = here.code if here else None
    return format_html(
        '<svg class="map" viewBox="{}" role="img" aria-label="{}">{}{}</svg>',
        _view(around),
        label,
        format_html_join(
            "", '<path class="{}" d="{}"/>', ((("on" if s.code == lit else "has"), s.path) for s in around)
        ),
        _point(collectivity),
    )


def _is_overseas(shape: Shape) -> bool:
    return len(shape.code) > 2


def _view(around: list[Shape]) -> str:
    left, top = min(s.box[0] for s in around), min(s.box[1] for s in around)
    right, bottom = max(s.box[2] for s in around), max(s.box[3] for s in around)
    return f"{left - MARGIN} {top - MARGIN} {right - left + 2 * MARGIN} {bottom - top + 2 * MARGIN}"


def _point(collectivity: "Collectivity") -> SafeString:
    place = project(collectivity.latitude, collectivity.longitude)
    if not place:
        return SafeString()
    return format_html('<circle class="pt" cx="{}" cy="{}" r="7"/>', *(f"{value}" for value in place))
