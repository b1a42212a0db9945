"""Words as outlines, for images that can load no font. ``scripts/label_fonts.py`` makes the table."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "glyphs.json"
EM = 1_000
REGULAR, STRONG, HEAVY = "450", "650", "800"
POINT = re.compile(r"(-?\d+) (-?\d+)")
MISSING = "-"
"""Stands for a character that the font has not, with or without its accent."""


@dataclass(frozen=True, slots=True)
class Line:
    """``path`` is that of an SVG, and ``width`` how far it goes, in the unit of the size."""

    path: str
    width: float


def line(text: str, weight: str, size: float, x: float, baseline: float, tracking: float = 0) -> Line:
    """A line of text from a point; ``tracking`` is in ems."""
    scale, start, parts = size / EM, x, []
    table = glyphs(weight)
    letters = [_known(letter, table["glyphs"]) for letter in text]
    for place, letter in enumerate(letters):
        advance, outline = table["glyphs"][letter]
        parts.append(_placed(outline, scale, x, baseline))
        x += (advance + tracking * EM + _kerning(table, letters[place : place + 2])) * scale
    return Line("".join(parts), x - start)


def width(text: str, weight: str, size: float, tracking: float = 0) -> float:
    return line(text, weight, size, 0, 0, tracking).width


@cache
def glyphs(weight: str) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return found[weight]


def _known(letter: str, known: dict[str, Any]) -> str:
    if letter in known:
        return letter
    plain = unicodedata.normalize("NFKD", letter)[0]
    return plain if plain in known else MISSING


def _kerning(table: dict[str, Any], pair: list[str]) -> int:
    return int(table["kern"].get("".join(unicodedata.normalize("NFD", letter)[0] for letter in pair), 0))


def _placed(outline: str, scale: float, x: float, y: float) -> str:
    return POINT.sub(lambda found: f"{x + int(found[1]) * scale:.1f} {y + int(found[2]) * scale:.1f}", outline)
