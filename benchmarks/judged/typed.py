"""Queries as they stand while a reader types: the beginning of words of a title, whose sheet must be suggested."""

import random
from collections.abc import Iterator
from functools import cache, lru_cache

from benchmarks.judged.drawing import telling_words
from benchmarks.judged.query import AUTOCOMPLETE, Query, ask
from benchmarks.judged.texts import Sheet, sheets
from benchmarks.judged.vocabulary import WORD, fold, words

FEWEST_LETTERS = 3
MOST_RIVALS = 5


def queries() -> Iterator[Query]:
    yield from ask(AUTOCOMPLETE, "from the start", 50, from_the_start)
    yield from ask(AUTOCOMPLETE, "from a later word", 35, from_a_later_word)
    yield from ask(AUTOCOMPLETE, "without accents", 35, without_accents)


def from_the_start(sheet: Sheet, _chance: random.Random) -> str | None:
    return beginning(sheet, 0)


def from_a_later_word(sheet: Sheet, chance: random.Random) -> str | None:
    """What the reader remembers comes second."""
    shown = WORD.findall(sheet.title.lower())
    later = [place for place, word in enumerate(shown) if place and word in telling_words(sheet.title)]
    return beginning(sheet, chance.choice(later)) if later else None


def without_accents(sheet: Sheet, chance: random.Random) -> str | None:
    text = chance.choice((from_the_start, from_a_later_word))(sheet, chance)
    return fold(text) if text and fold(text) != text else None


def beginning(sheet: Sheet, start: int) -> str | None:
    """The fewest letters, from a word of the title on, that few titles go with; none where titles are too alike."""
    if _folded().count(tuple(words(sheet.title))) > 1:
        return None
    shown = WORD.findall(sheet.title.lower())[start:]
    for end, word in enumerate(shown):
        for letters in range(FEWEST_LETTERS, len(word) + 1):
            typed = [*shown[:end], word[:letters]]
            if len(frozenset.intersection(*(_with(fold(part)) for part in typed))) <= MOST_RIVALS:
                return " ".join(typed)
    return None


@lru_cache(maxsize=10_000)
def _with(beginning: str) -> frozenset[int]:
    """The titles with a word that begins so."""
    return frozenset(
        number for number, title in enumerate(_folded()) if any(word.startswith(beginning) for word in title)
    )


@cache
def _folded() -> list[tuple[str, ...]]:
    return [tuple(words(sheet.title)) for sheet in sheets()]
