"""Draws the demonstration's pictures: a village in flat colours, under a sky of the theme's signs, each from a seed."""

import io
import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

SIZE = (1280, 800)
SCALE = 2
"""Drawn twice as large and reduced, so that edges are smooth."""

Color = str
MIMOSA, INK, PAPER = "#ffcb2e", "#0c2b30", "#ffffff"


@dataclass(frozen=True, slots=True)
class Palette:
    sky: Color
    light: Color
    mid: Color
    deep: Color


PALETTES = {
    "acces-public": Palette("#e1e9ff", "#c9d7ff", "#a9c0ff", "#1f4dbf"),
    "e-administration": Palette("#ddf1e3", "#c2e6cd", "#9bd8b0", "#1b6b40"),
    "information-de-proximite": Palette("#ffead0", "#ffd7a8", "#ffb877", "#a85400"),
    "expression-citoyenne": Palette("#ffe2e7", "#ffc6d0", "#ff9fb3", "#c4284f"),
    "education-et-formation": Palette("#f0e4fa", "#e0caf5", "#cfa6ef", "#7a3ca8"),
}


class Canvas:
    """A drawing in units of the final picture."""

    def __init__(self, background: Color) -> None:
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), background)
        self.pen = ImageDraw.Draw(self.image)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        color: Color,
        radius: float = 0,
    ) -> None:
        self.pen.rounded_rectangle(_scaled(x, y, x + width, y + height), radius * SCALE, fill=color)

    def disc(self, x: float, y: float, radius: float, color: Color) -> None:
        self.pen.ellipse(_scaled(x - radius, y - radius, x + radius, y + radius), fill=color)

    def ring(
        self,
        x: float,
        y: float,
        radius: float,
        width: float,
        color: Color,
        span: tuple[int, int],
    ) -> None:
        corners = _scaled(x - radius, y - radius, x + radius, y + radius)
        self.pen.arc(corners, span[0], span[1], fill=color, width=int(width * SCALE))

    def shape(self, points: list[tuple[float, float]], color: Color) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=color)

    def png(self) -> bytes:
        """The picture as a PNG of few colours, which keeps it light."""
        reduced = self.image.resize(SIZE, Image.Resampling.LANCZOS).quantize(64, dither=Image.Dither.NONE)
        stream = io.BytesIO()
        reduced.save(stream, "PNG", optimize=True)
        return stream.getvalue()


def draw(theme: str, seed: str) -> bytes:
    """A PNG of 1280 by 800 pixels: the same for the same theme and seed, another for another."""
    chance = random.Random(f"{theme}/{seed}")  # noqa: S311 - a drawing needs no secrecy
    palette = PALETTES[theme]
    canvas = Canvas(palette.sky)
    _sun(canvas, chance)
    _hills(canvas, chance, palette)
    SIGNS[theme](canvas, chance, palette)
    _village(canvas, chance, palette)
    return canvas.png()


def _scaled(*values: float) -> tuple[float, ...]:
    return tuple(value * SCALE for value in values)


def _spots(chance: random.Random, count: int) -> list[tuple[int, int]]:
    """Places in the sky, never two in the same cell."""
    cells = chance.sample([(column, row) for column in range(6) for row in range(2)], count)
    return [
        (
            30 + column * 205 + chance.randint(0, 50),
            40 + row * 205 + chance.randint(0, 40),
        )
        for column, row in cells
    ]


def _sun(canvas: Canvas, chance: random.Random) -> None:
    canvas.disc(
        chance.randint(120, 1160),
        chance.randint(110, 260),
        chance.randint(50, 90),
        MIMOSA,
    )


def _hills(canvas: Canvas, chance: random.Random, palette: Palette) -> None:
    for base, color in ((560, palette.light), (640, palette.mid)):
        phase, height = chance.random() * 6, chance.randint(30, 70)
        waves = chance.uniform(1.2, 2.6)
        line = [(x, base + height * math.sin(phase + waves * x / 400)) for x in range(0, SIZE[0] + 20, 20)]
        canvas.shape([(0.0, 800.0), *line, (float(SIZE[0]), 800.0)], color)


def _village(canvas: Canvas, chance: random.Random, palette: Palette) -> None:
    """Houses side by side, one of them the mairie with its arcade, and sometimes a bell tower."""
    x, mairie = -20, chance.randint(2, 5)
    ground = 760
    for number in range(12):
        if x > SIZE[0]:
            break
        width, height = chance.randint(100, 170), chance.randint(110, 210)
        if number == mairie:
            _town_hall(canvas, x, ground, palette)
            x += 300
            continue
        _house(canvas, chance, palette, (x, ground, width, height))
        x += width + chance.choice((0, 0, 14, 40))
    canvas.box(0, ground, SIZE[0], 40, INK)


def _house(
    canvas: Canvas,
    chance: random.Random,
    palette: Palette,
    place: tuple[int, int, int, int],
) -> None:
    x, ground, width, height = place
    wall, roof = chance.choice(
        (
            (PAPER, palette.deep),
            (palette.sky, palette.deep),
            (palette.deep, INK),
            (PAPER, INK),
        )
    )
    top = ground - height
    canvas.box(x, top, width, height, wall)
    ridge = chance.randint(40, 80)
    if chance.random() < 0.25:
        canvas.shape([(x, top), (x + width / 2, top - ridge * 2.4), (x + width, top)], roof)
    else:
        canvas.shape(
            [
                (x - 8, top),
                (x + 22, top - ridge),
                (x + width - 22, top - ridge),
                (x + width + 8, top),
            ],
            roof,
        )
    for row in range(top + 26, ground - 50, 56):
        for column in range(x + 18, x + width - 34, 46):
            canvas.box(
                column,
                row,
                22,
                30,
                MIMOSA if chance.random() < 0.35 else palette.mid,
                3,
            )


def _town_hall(canvas: Canvas, x: int, ground: int, palette: Palette) -> None:
    canvas.box(x, ground - 220, 280, 220, PAPER)
    canvas.shape(
        [(x - 14, ground - 220), (x + 140, ground - 310), (x + 294, ground - 220)],
        palette.deep,
    )
    canvas.disc(x + 140, ground - 250, 20, MIMOSA)
    canvas.box(x + 136, ground - 400, 6, 110, INK)
    canvas.box(x + 142, ground - 400, 46, 28, MIMOSA)
    for arch in range(4):
        left = x + 22 + arch * 62
        canvas.disc(left + 24, ground - 96, 24, palette.deep)
        canvas.box(left, ground - 96, 48, 96, palette.deep)
        canvas.box(left + 6, ground - 190, 36, 44, palette.mid, 4)


def _arches(canvas: Canvas, chance: random.Random, palette: Palette) -> None:
    """Access: radio waves over a mast."""
    for column in chance.sample(range(5), chance.randint(2, 3)):
        x, y = 180 + column * 230, chance.randint(200, 420)
        for step in range(1, 5):
            canvas.ring(
                x,
                y,
                34 * step,
                14,
                palette.deep if step % 2 else palette.mid,
                (200, 340),
            )
        canvas.disc(x, y, 16, palette.deep)
        canvas.shape([(x, y), (x - 26, 640), (x + 26, 640)], palette.deep)


def _sheets(canvas: Canvas, chance: random.Random, palette: Palette) -> None:
    """E-administration: forms that fly over the roofs, some of them stamped."""
    for x, y in _spots(chance, chance.randint(6, 9)):
        side = chance.randint(80, 130)
        canvas.box(x, y, side, side * 1.3, PAPER, 8)
        canvas.shape(
            [(x + side - 30, y), (x + side, y + 30), (x + side - 30, y + 30)],
            palette.mid,
        )
        for line in range(3):
            canvas.box(
                x + 14,
                y + 40 + line * 22,
                side - chance.randint(30, 50),
                8,
                palette.mid,
                4,
            )
        if chance.random() < 0.5:
            canvas.disc(
                x + side - 26,
                y + side * 1.3 - 26,
                18,
                chance.choice((MIMOSA, palette.deep)),
            )


def _waves(canvas: Canvas, chance: random.Random, palette: Palette) -> None:
    """Local information: waves that leave a loudspeaker."""
    x, y = chance.choice((120, 1160)), chance.randint(360, 460)
    toward = (300, 420) if x < SIZE[0] / 2 else (120, 240)
    for step in range(2, 12):
        color = (palette.deep, palette.mid, MIMOSA)[step % 3]
        canvas.ring(x, y, step * 62 + chance.randint(-6, 6), 22, color, toward)
    canvas.disc(x, y, 56, palette.deep)
    canvas.disc(x, y, 26, PAPER)


def _bubbles(canvas: Canvas, chance: random.Random, palette: Palette) -> None:
    """Citizen expression: speech bubbles, each with its say."""
    for x, y in _spots(chance, chance.randint(7, 10)):
        width = chance.randint(110, 170)
        height = width * 0.55
        color = chance.choice((palette.deep, palette.mid, PAPER, MIMOSA))
        canvas.box(x, y, width, height, color, 28)
        canvas.shape(
            [
                (x + 30, y + height - 6),
                (x + 74, y + height - 6),
                (x + 26, y + height + 36),
            ],
            color,
        )
        dots = INK if color in (PAPER, MIMOSA) else PAPER
        for dot in range(3):
            canvas.disc(x + width / 2 + (dot - 1) * 32, y + height / 2, 9, dots)


def _books(canvas: Canvas, chance: random.Random, palette: Palette) -> None:
    """Education: open books in flight."""
    for left_edge, y in _spots(chance, chance.randint(5, 8)):
        wing = chance.randint(56, 86)
        x = left_edge + 80
        left, right = chance.choice(((palette.deep, palette.mid), (MIMOSA, palette.deep), (palette.mid, PAPER)))
        canvas.shape([(x, y), (x - wing, y - 34), (x - wing, y + 44), (x, y + 78)], left)
        canvas.shape([(x, y), (x + wing, y - 34), (x + wing, y + 44), (x, y + 78)], right)


SIGNS: dict[str, Callable[[Canvas, random.Random, Palette], None]] = {
    "acces-public": _arches,
    "e-administration": _sheets,
    "information-de-proximite": _waves,
    "expression-citoyenne": _bubbles,
    "education-et-formation": _books,
}
