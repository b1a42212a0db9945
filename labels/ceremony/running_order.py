"""The running order, as pure functions: who is called when, and what the stage shows one after the other."""

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from collectivities.map import Place
from collectivities.names import fold, sort_key
from labels.ceremony.choices import Envelopes, Order
from labels.wording import level_in_words


@dataclass(frozen=True, slots=True)
class Photo:
    """``url`` is an address, or the file itself."""

    url: str
    credit: str


class Kind(enum.StrEnum):
    """What stands on the stage."""

    TITLE = "title"
    GROUP = "group"
    ENVELOPE = "envelope"
    CARD = "card"
    END = "end"


@dataclass(frozen=True, slots=True)
class Card:
    """A collectivité as it is shown. ``number`` is its place in the running order, ``line`` what the jury says of it,
    or it of itself.
    """

    name: str
    code: str
    territory: str
    region: str
    population: int | None
    symbols: int
    level: str
    mentions: tuple[str, ...]
    is_honorary: bool
    place: Place | None
    line: str = ""
    photo: Photo | None = None
    number: int = 0

    @property
    def ats(self) -> range:
        return range(self.symbols)

    @property
    def said(self) -> str:
        """The level as it is read aloud."""
        return level_in_words(self.symbols, self.level)

    @property
    def size(self) -> str:
        """How large its name is written: the first of ``SIZES`` in which it fits, with all that stands below it."""
        is_alone = not (self.line or self.mentions or self.is_honorary)
        fitting = (one.name for one in SIZES if lines_of(self.name, one.letters) <= one.lines + (one.more * is_alone))
        return next(fitting, SIZES[-1].name)


class Size(NamedTuple):
    """``letters`` fit on a line, and so many ``lines`` on the stage; ``more`` where nothing stands below the level."""

    name: str
    letters: int
    lines: int
    more: int


SIZES = (Size("huge", 11, 1, 1), Size("large", 16, 2, 1), Size("medium", 21, 3, 1), Size("small", 29, 4, 1))


def lines_of(name: str, letters: int) -> int:
    """How many lines a name takes, cut at its spaces and after its hyphens; a word that is longer takes many."""
    lines, room = 1, letters
    for word in re.findall(r"[^ -]*[ -]?", name):
        if len(word.rstrip()) > room and room < letters:
            lines, room = lines + 1, letters
        if len(word.rstrip()) > letters:
            return TOO_MANY
        room -= len(word)
    return lines


TOO_MANY = 99


@dataclass(frozen=True, slots=True)
class Group:
    """A level, or a région. ``symbols`` is nothing for a région."""

    title: str
    cards: tuple[Card, ...]
    symbols: int | None = None

    @property
    def ats(self) -> range:
        return range(self.symbols or 0)


@dataclass(frozen=True, slots=True)
class Slide:
    """What is on the stage at a time. ``place`` is that of the card among its group, the first one 1."""

    kind: Kind
    group: Group | None = None
    card: Card | None = None
    place: int = 0

    @property
    def counter(self) -> str:
        """« Nouvelle-Aquitaine · 14 sur 20 »."""
        if not self.group:
            return ""
        if not self.card:
            return self.group.title
        told = {"group": self.group.title, "place": self.place, "total": len(self.group.cards)}
        return _("%(group)s · %(place)s sur %(total)s") % told


def in_order(cards: Iterable[Card], order: Order) -> list[Group]:
    """The groups with their cards, numbered as they are called: levels from the lowest, régions by name and their
    levels from the lowest; then names.
    """
    by_level = order == Order.LEVEL
    in_line = sorted(cards, key=_level_first if by_level else _region_first)
    numbered = [replace(card, number=number) for number, card in enumerate(in_line, 1)]
    if by_level:
        levels = groupby(numbered, key=lambda card: (card.symbols, card.said))
        return [Group(title, tuple(found), symbols) for (symbols, title), found in levels]
    regions = groupby(numbered, key=lambda card: card.region)
    return [Group(title or _("Autres territoires"), tuple(found)) for title, found in regions]


def _level_first(card: Card) -> tuple[object, ...]:
    return card.symbols, card.said, sort_key(card.name), card.code


def _region_first(card: Card) -> tuple[object, ...]:
    """Those that are in no région come last."""
    return not card.region, fold(card.region), card.region, card.symbols, sort_key(card.name), card.code


def slides(groups: Iterable[Group], envelopes: Envelopes) -> Iterator[Slide]:
    """From the title to the end. An envelope stands before what it holds: a group in the place of its title, a card
    before it.
    """
    yield Slide(Kind.TITLE)
    by_group = envelopes == Envelopes.GROUP
    for group in groups:
        yield Slide(Kind.ENVELOPE if by_group else Kind.GROUP, group)
        for place, card in enumerate(group.cards, 1):
            if not by_group:
                yield Slide(Kind.ENVELOPE, group, card, place)
            yield Slide(Kind.CARD, group, card, place)
    yield Slide(Kind.END)
