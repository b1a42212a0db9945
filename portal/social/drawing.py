"""Draws a card as a PNG of 1200 by 630 pixels, the size social networks show."""

import io
import re
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from portal.enums import ThemeColor
from portal.social import sprite
from portal.social.cards import SIZE, Card

STATIC = Path(__file__).resolve().parent.parent / "static" / "portal"
FONT = STATIC / "fonts" / "bricolage-grotesque-latin-wght.woff2"
STYLESHEET = STATIC / "css" / "portal.css"
COLOR = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")

SCALE = 2
"""Drawn twice as large and reduced, so that edges are smooth."""
EDGE, TEXT_WIDTH, TILES_LEFT = 64, 660, 800
TITLE_SIZES = (76, 68, 60, 52, 46)
LEADING = 1.04
TITLE_HEIGHT, SIGN_HEIGHT, PLATE_HEIGHT = 336, 260, 76
BOLD, MEDIUM = 780, 600
COLORS = 128
POSTER = {"t-bg": "mimosa", "t-mid": "ink", "t-art": "hero-at", "mimosa": "surface"}
TILE_SIDE = 2.1
"""Times the side of a tile in the sprite."""


@cache
def colors() -> dict[str, str]:
    """The plain colours of the stylesheet, by name: its light theme, which comes first."""
    found: dict[str, str] = {}
    for name, value in COLOR.findall(STYLESHEET.read_text(encoding="utf-8")):
        found.setdefault(name, value)
    return found


@cache
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The typeface of the portal in this size, in pixels of the card, and weight."""
    loaded = ImageFont.truetype(FONT, size * SCALE)
    loaded.set_variation_by_axes([weight])
    return loaded


def draw(card: Card, mark: str = "") -> bytes:
    """The PNG of a card, of few colours so that it stays light; ``mark`` is kept in it as a text."""
    image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), _paint(card, "t-bg"))
    pen = ImageDraw.Draw(image)
    _tiles(pen, card)
    _words(pen, card)
    _brand(pen)
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Card", mark)
    stream = io.BytesIO()
    reduced = image.resize(SIZE, Image.Resampling.LANCZOS).quantize(COLORS, dither=Image.Dither.NONE)
    reduced.save(stream, "PNG", optimize=True, pnginfo=notes)
    return stream.getvalue()


def _paint(card: Card, name: str) -> str:
    """A colour of the stylesheet; « t-bg » is the ground of the card's theme, or of the poster without a theme."""
    if card.color == ThemeColor.NEUTRAL:
        return colors()[POSTER.get(name, name)]
    return colors()[f"{card.color}{name.removeprefix('t')}" if name.startswith("t-") else name]


def _tiles(pen: ImageDraw.ImageDraw, card: Card) -> None:
    """The cement tiles of the theme, from the right edge of the words to that of the card."""
    for shape in sprite.symbol(f"m-{card.color}"):
        _stroke(pen, shape, (TILES_LEFT * SCALE, 0), TILE_SIDE * SCALE, _paint(card, shape.paint))


def _stroke(
    pen: ImageDraw.ImageDraw, shape: sprite.Shape, corner: tuple[float, float], size: float, paint: str
) -> None:
    """A shape of the sprite at a place of the card, ``size`` times as large."""
    points = [(corner[0] + x * size, corner[1] + y * size) for x, y in shape.points]
    if shape.stroke:
        pen.line(points, fill=paint, width=round(shape.stroke * size), joint="curve")
    else:
        pen.polygon(points, fill=paint)


def _words(pen: ImageDraw.ImageDraw, card: Card) -> None:
    ink, small = colors()["ink"], font(30, MEDIUM)
    if card.kicker:
        pen.text((EDGE * SCALE, 60 * SCALE), card.kicker, font=font(30, 700), fill=colors()[card.color])
    if card.is_place:
        _sign(pen, card)
    else:
        letters, lines = fitted(card.title)
        step = letters.size * LEADING
        for number, line in enumerate(lines):
            pen.text((EDGE * SCALE, 116 * SCALE + number * step), line, font=letters, fill=ink)
    if card.place:
        pen.text((EDGE * SCALE, 462 * SCALE), _cut(card.place, small), font=small, fill=ink)


def _sign(pen: ImageDraw.ImageDraw, card: Card) -> None:
    """The name as the town sign writes it: a white plate with a rim of ink, the label hung below."""
    letters, lines = fitted(card.title, TEXT_WIDTH - 72, SIGN_HEIGHT - PLATE_HEIGHT if card.plate else SIGN_HEIGHT)
    width = max(letters.getlength(line) for line in lines) + 72 * SCALE
    height = len(lines) * letters.size * LEADING + 72 * SCALE
    left, top = EDGE * SCALE, 128 * SCALE
    pen.rounded_rectangle((left, top, left + width, top + height), 18 * SCALE, fill="#fff")
    rim = (left + 8 * SCALE, top + 8 * SCALE, left + width - 8 * SCALE, top + height - 8 * SCALE)
    pen.rounded_rectangle(rim, 12 * SCALE, outline=colors()["ink"], width=5 * SCALE)
    for number, line in enumerate(lines):
        corner = (left + 36 * SCALE, top + 28 * SCALE + number * letters.size * LEADING)
        pen.text(corner, line, font=letters, fill=colors()["ink"])
    if card.plate:
        _plate(pen, card, top + height)


def _plate(pen: ImageDraw.ImageDraw, card: Card, top: float) -> None:
    """The label with its year, on two posts below the sign: ink on white, since the ground is mimosa."""
    ink, letters, sign = colors()["ink"], font(34, BOLD), 38 * SCALE
    left, upper, height = (EDGE + 24) * SCALE, top + 18 * SCALE, 58 * SCALE
    room = TEXT_WIDTH - 24 - 48 - (card.arobases * 44 + 12 if card.arobases else 0)
    words = _cut(card.plate, letters, room)
    start = left + 24 * SCALE + letters.getlength(words) + 12 * SCALE
    width = (start - left) + card.arobases * 44 * SCALE + 12 * SCALE
    for post in (40, 104):
        pen.rectangle((left + post * SCALE, top, left + (post + 5) * SCALE, upper), fill=ink)
    pen.rounded_rectangle(
        (left, upper, left + width, upper + height), 10 * SCALE, fill="#fff", outline=ink, width=4 * SCALE
    )
    pen.text((left + 24 * SCALE, upper + 7 * SCALE), words, font=letters, fill=ink)
    for number in range(card.arobases):
        corner = (start + number * 44 * SCALE, upper + (height - sign) / 2)
        for shape in sprite.symbol("at"):
            _stroke(pen, shape, corner, sign / 24, ink)


def _brand(pen: ImageDraw.ImageDraw) -> None:
    """The arobase on its mimosa plate, and the name of the portal."""
    left, top, side = EDGE * SCALE, 524 * SCALE, 56 * SCALE
    ink = colors()["ink"]
    pen.rounded_rectangle((left, top, left + side, top + side), 10 * SCALE, fill=colors()["mimosa"])
    for shape in sprite.symbol("at"):
        _stroke(pen, shape, (left + side * 0.14, top + side * 0.14), side * 0.72 / 24, ink)
    pen.text((left + side + 18 * SCALE, top + 4 * SCALE), "Villes Internet", font=font(38, 800), fill=ink)


def fitted(text: str, width: int = TEXT_WIDTH, height: int = TITLE_HEIGHT) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which the text holds, and its lines; a text too long for the smallest is cut."""
    for size in TITLE_SIZES:
        letters = font(size, BOLD)
        lines = _lines(text, letters, width * SCALE)
        most = int(height / (size * LEADING))
        if len(lines) <= most and all(letters.getlength(line) <= width * SCALE for line in lines):
            return letters, lines
    kept = [_cut(line, letters, width) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _cut(f"{kept[-1]} …", letters, width)
    return letters, kept


def _lines(text: str, letters: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    # A long name breaks after its hyphens too.
    for word in re.findall(r"[^\s-]+-?|-|\s+", text.strip()):
        if lines[-1].strip() and letters.getlength(lines[-1] + word.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append(word.lstrip())
        else:
            lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines]


def _cut(text: str, letters: ImageFont.FreeTypeFont, width: int = TEXT_WIDTH) -> str:
    if letters.getlength(text) <= width * SCALE:
        return text
    while text and letters.getlength(f"{text}…") > width * SCALE:
        text = text[:-1].rstrip(" …")
    return f"{text}…"
