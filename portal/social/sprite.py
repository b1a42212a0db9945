"""Shapes of the sprite's symbols as polygons, so that what is drawn by code is what pages show.

Understands what the sprite is made of and no more: groups that are moved and turned, circles, and paths of straight
lines, circular arcs and cubic curves.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

from portal.icons import SPRITE

TOKEN = re.compile(r"[MLHVACZmlhvacz]|-?(?:\d+\.?\d*|\.\d+)")
ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "C": 6, "Z": 0}
STEPS = 24
"""Straight pieces of a curve."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon, or a line when ``stroke`` is its width. ``paint`` is the name of a colour of the stylesheet."""

    points: tuple[Point, ...]
    paint: str
    stroke: float = 0


@cache
def symbol(name: str) -> tuple[Shape, ...]:
    """The shapes of a symbol, in the order they are painted. Raises KeyError for an unknown one."""
    for element in ElementTree.parse(SPRITE).iter():  # noqa: S314 - a file of the portal, not of a visitor
        if element.get("id") == name:
            return tuple(shape for group in element for shape in _shapes(group, ""))
    raise KeyError(name)


def _shapes(element: ElementTree.Element, transform: str) -> Iterator[Shape]:
    transform = f"{transform} {element.get('transform', '')}"
    for child in element:
        yield from _shapes(child, transform)
    paint = element.get("fill", "currentColor")
    stroke = float(element.get("stroke-width", "0")) if paint == "none" else 0
    color = (element.get("stroke", "") if stroke else paint).removeprefix("var(--").removesuffix(")")
    for outline in _outlines(element):
        yield Shape(tuple(_moved(point, transform) for point in outline), color, stroke)


def _outlines(element: ElementTree.Element) -> list[list[Point]]:
    if element.tag.endswith("circle"):
        x, y, radius = (float(element.get(name, "0")) for name in ("cx", "cy", "r"))
        return [_arc_points((x, y), radius, 0, math.tau)]
    return outlines(element.get("d", ""))


def _moved(point: Point, transform: str) -> Point:
    x, y = point
    for name, values in reversed(re.findall(r"(\w+)\(([^)]*)\)", transform)):
        numbers = [float(value) for value in values.split()]
        if name == "translate":
            x, y = x + numbers[0], y + (numbers[1] if len(numbers) > 1 else 0)
        elif name == "rotate":
            turn, (a, b) = math.radians(numbers[0]), numbers[1:]
            across, down = x - a, y - b
            x = a + across * math.cos(turn) - down * math.sin(turn)
            y = b + across * math.sin(turn) + down * math.cos(turn)
        elif name == "scale":
            x, y = x * numbers[0], y * numbers[0]
    return x, y


def outlines(path: str) -> list[list[Point]]:
    """The outlines of a path, one for each move, with its curves as short straight pieces."""
    found: list[list[Point]] = []
    here: Point = (0, 0)
    for command, numbers in _commands(path):
        if command == "M":
            here = (numbers[0], numbers[1])
            found.append([here])
        elif command == "m":
            here = (here[0] + numbers[0], here[1] + numbers[1])
            found.append([here])
        elif command in "Zz":
            here = found[-1][0]
        else:
            pieces = _pieces(command, numbers, here)
            found[-1] += pieces
            here = pieces[-1]
    return found


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    tokens = TOKEN.findall(path)
    command, position = "", 0
    while position < len(tokens):
        if tokens[position].isalpha():
            command, position = tokens[position], position + 1
        count = ARGUMENTS[command.upper()]
        yield command, [float(token) for token in tokens[position : position + count]]
        position += count
        # Numbers that follow a move are lines.
        command = {"M": "L", "m": "l"}.get(command, command)


def _pieces(command: str, numbers: list[float], here: Point) -> list[Point]:
    x, y = here if command.islower() else (0, 0)
    match command.upper():
        case "H":
            return [(x + numbers[0], here[1])]
        case "V":
            return [(here[0], y + numbers[0])]
        case "A":
            return _arc(here, (x + numbers[5], y + numbers[6]), numbers[0], bool(numbers[3]), bool(numbers[4]))
        case "C":
            b, c, d = ((x + numbers[index], y + numbers[index + 1]) for index in (0, 2, 4))
            return [_on_curve(here, b, c, d, step / STEPS) for step in range(1, STEPS + 1)]
    return [(x + numbers[0], y + numbers[1])]


def _on_curve(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
    return x, y


def _arc(start: Point, end: Point, radius: float, large: bool, clockwise: bool) -> list[Point]:
    """The points of a circular arc, as SVG describes it by its ends."""
    chord = math.dist(start, end)
    radius = max(radius, chord / 2)
    height = math.sqrt(max(radius**2 - (chord / 2) ** 2, 0)) * (1 if large != clockwise else -1)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    along = ((end[0] - start[0]) / chord, (end[1] - start[1]) / chord)
    center = (middle[0] - height * along[1], middle[1] + height * along[0])
    first, last = (math.atan2(point[1] - center[1], point[0] - center[0]) for point in (start, end))
    sweep = (last - first) % math.tau if clockwise else (last - first) % math.tau - math.tau
    return [*_arc_points(center, radius, first, sweep)[1:-1], end]


def _arc_points(center: Point, radius: float, first: float, sweep: float) -> list[Point]:
    angles = (first + sweep * step / STEPS for step in range(STEPS + 1))
    return [(center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle)) for angle in angles]
