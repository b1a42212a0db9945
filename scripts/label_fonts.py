"""Makes the letters of the badge and the sign, from the portal's variable font.

Run it again when the font changes, in an environment of its own: the portal itself needs none of these tools.

    python -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools brotli skia-pathops
    /tmp/fonts/bin/python scripts/label_fonts.py

An image cannot load a font, so its words are outlines: ``labels/proof/glyphs.json`` has them by weight, and the pairs
of letters that come closer.
"""

import json
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "portal/static/portal/fonts/bricolage-grotesque-latin-wght.woff2"
OUTLINES = ROOT / "labels/proof/glyphs.json"
WEIGHTS = (450, 650, 800)
EXTRA = " -–—’'.,:()/@&"
JOINED = "’- "


class OutlinePen(BasePen):
    """Absolute moves, lines and quadratic curves, downwards as SVG counts."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.parts: list[str] = []

    def _moveTo(self, pt: Any) -> None:  # noqa: N802 - the name that the library calls
        self._add("M", pt)

    def _lineTo(self, pt: Any) -> None:  # noqa: N802
        self._add("L", pt)

    def _qCurveToOne(self, pt1: Any, pt2: Any) -> None:  # noqa: N802
        self._add("Q", pt1, pt2)

    def _closePath(self) -> None:  # noqa: N802
        self.parts.append("Z")

    def _add(self, command: str, *points: Any) -> None:
        self.parts.append(command + " ".join(f"{round(x)} {round(-y)}" for x, y in points))


def characters(font: TTFont) -> list[str]:
    return [one for one in map(chr, sorted(font.getBestCmap())) if one in EXTRA or one.isalpha() or one.isdigit()]


def outlines(font: TTFont) -> dict[str, Any]:
    names, glyphs = font.getBestCmap(), font.getGlyphSet()
    found = {}
    for one in characters(font):
        pen = OutlinePen(glyphs)
        glyphs[names[ord(one)]].draw(pen)
        found[one] = [round(glyphs[names[ord(one)]].width), "".join(pen.parts)]
    return {"glyphs": found, "kern": kerning(font)}


def kerning(font: TTFont) -> dict[str, int]:
    """By pair of plain letters: an accent changes nothing of what stands beside it."""
    names = font.getBestCmap()
    plain = [one for one in characters(font) if (one.isascii() and one.isalpha()) or one in JOINED]
    tables = [
        sub.ExtSubTable if hasattr(sub, "ExtSubTable") else sub
        for lookup in font["GPOS"].table.LookupList.Lookup
        for sub in lookup.SubTable
    ]
    pairs = [table for table in tables if table.LookupType == 2]
    found = {}
    for first in plain:
        for second in plain:
            values = (_pair(table, names[ord(first)], names[ord(second)]) for table in pairs)
            if moved := next((value for value in values if value is not None), 0):
                found[first + second] = moved
    return found


def _pair(table: Any, first: str, second: str) -> int | None:
    if first not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        rows = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        value = next((row.Value1 for row in rows if row.SecondGlyph == second), None)
        return None if value is None else getattr(value, "XAdvance", 0)
    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
    value = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1
    return getattr(value, "XAdvance", 0) if value else 0


def instance(weight: int) -> TTFont:
    return instancer.instantiateVariableFont(TTFont(SOURCE), {"wght": weight}, overlap=instancer.OverlapMode.REMOVE)


def main() -> None:
    table = {str(weight): outlines(instance(weight)) for weight in WEIGHTS}
    OUTLINES.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
