"""Queries that write the words of a sheet in another form: number, gender, accents, capitals, apostrophes, Unicode."""

import random
import re
import unicodedata
from collections.abc import Iterator

from benchmarks.judged.drawing import some_words, with_word
from benchmarks.judged.query import FORMS, Query, ask
from benchmarks.judged.texts import Sheet
from benchmarks.judged.vocabulary import base, fold, forms, is_telling, words

ELIDED = re.compile(r"\b(?:[ldLD]|[Qq]u)['’](?P<word>[^\W\d_]{4,})")


def queries() -> Iterator[Query]:
    yield from ask(FORMS, "inflected", 80, inflected)
    yield from ask(FORMS, "without accents", 25, without_accents)
    yield from ask(FORMS, "decomposed", 15, decomposed)
    yield from ask(FORMS, "apostrophe", 20, apostrophe)
    yield from ask(FORMS, "capitals", 15, capitals)


def inflected(sheet: Sheet, chance: random.Random) -> str | None:
    """One or two words in forms that the sheet does not have."""
    here = set(words(sheet.text))
    others: dict[str, list[str]] = {}
    for word in sorted(here):
        absent = [form for form in forms().get(base(word), ()) if fold(form) not in here]
        if absent:
            others[word] = absent
    if len(others) < 2:
        return None
    chosen = chance.sample(sorted(others), chance.randint(1, 2))
    drawn = with_word(sheet, " ".join(chance.choice(others[word]) for word in chosen), chance)
    return " ".join(drawn) if drawn else None


def without_accents(sheet: Sheet, chance: random.Random) -> str | None:
    query = some_words(sheet, chance)
    return fold(query) if query and fold(query) != query else None


def decomposed(sheet: Sheet, chance: random.Random) -> str | None:
    """Accents as characters of their own, as some systems paste them."""
    query = some_words(sheet, chance)
    return unicodedata.normalize("NFD", query) if query and fold(query) != query else None


def apostrophe(sheet: Sheet, chance: random.Random) -> str | None:
    """An elided word with the apostrophe the sheet does not use."""
    elided = [found for found in ELIDED.finditer(sheet.body) if is_telling(fold(found["word"]))]
    if not elided:
        return None
    found = chance.choice(elided)
    drawn = with_word(sheet, found["word"].lower(), chance)
    other = found[0].translate(str.maketrans("'’", "’'")).lower()
    return " ".join([other, *drawn[1:]]) if drawn else None


def capitals(sheet: Sheet, chance: random.Random) -> str | None:
    query = some_words(sheet, chance)
    return query.upper() if query else None
