"""Queries that hold what a sheet says, not as it says it."""

import random
import re
from collections.abc import Iterator

from benchmarks.judged import material
from benchmarks.judged.drawing import TRIES, only, some_words, telling_words, with_word
from benchmarks.judged.query import HARD, Query, ask
from benchmarks.judged.texts import Sheet, sheets
from benchmarks.judged.vocabulary import base, fold, frequency, meanings, nearly_holders, words

COMMON = 25


def queries() -> Iterator[Query]:
    yield from ask(HARD, "other order", 30, other_order)
    yield from ask(HARD, "hyphen or space", 25, other_spelling)
    yield from ask(HARD, "acronym or words", 20, acronym)
    yield from ask(HARD, "two words of the text", 35, two_words)
    yield from ask(HARD, "one word too many", 35, one_too_many)


def other_order(sheet: Sheet, chance: random.Random) -> str | None:
    query = some_words(sheet, chance, fewest=4, most=6)
    if not query:
        return None
    shuffled = query.split()
    chance.shuffle(shuffled)
    return " ".join(shuffled) if " ".join(shuffled) != query else None


def other_spelling(sheet: Sheet, chance: random.Random) -> str | None:
    """« wi-fi » where the sheet has « wifi »."""
    here = f" {sheet.text.lower()} "
    found = [ways for ways in material.spellings() if any(_stands(way, here) for way in ways)]
    if not found:
        return None
    absent = [way for way in chance.choice(found) if not _stands(way, here)]
    drawn = with_word(sheet, chance.choice(absent), chance) if absent else None
    return " ".join(drawn) if drawn else None


def acronym(sheet: Sheet, chance: random.Random) -> str | None:
    """The words where the sheet has the acronym only, or the acronym where it has the words only."""
    folded = f" {' '.join(words(sheet.text))} "
    absent = []
    for letters, expansion in material.acronyms().items():
        short, long = (f" {' '.join(words(way))} " in folded for way in (letters, expansion))
        if short != long:
            absent.append(expansion if short else letters)
    drawn = with_word(sheet, chance.choice(absent), chance) if absent else None
    return " ".join(drawn) if drawn else None


def two_words(sheet: Sheet, chance: random.Random) -> str | None:
    """Two words that many sheets hold, this one alone together, neither in its title nor in its summary."""
    top = meanings(f"{sheet.title} {sheet.summary}")
    found = [word for word in telling_words(sheet.body) if base(fold(word)) not in top and frequency(word) >= COMMON]
    for _ in range(TRIES if len(found) > 1 else 0):
        query = " ".join(chance.sample(found, 2))
        if only(sheet, query):
            return query
    return None


def one_too_many(sheet: Sheet, chance: random.Random) -> str | None:
    """Words of the sheet and one that it does not have; no other sheet holds as many of them."""
    query = some_words(sheet, chance, fewest=4, most=5)
    if not query:
        return None
    stranger = chance.choice(telling_words(chance.choice(sheets()).body))
    asked = [*query.split(), stranger]
    chance.shuffle(asked)
    is_strange = base(fold(stranger)) not in meanings(sheet.text)
    return " ".join(asked) if is_strange and nearly_holders(" ".join(asked)) == {sheet.key} else None


def _stands(way: str, text: str) -> bool:
    return re.search(rf"\b{way}s?\b", text) is not None
