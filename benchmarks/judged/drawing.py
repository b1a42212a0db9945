"""Draws words of a sheet that point at it and at no other."""

import random
import re

from benchmarks.judged.texts import Sheet
from benchmarks.judged.vocabulary import WORD, fold, holders, is_telling

TRIES = 40


def telling_words(text: str) -> list[str]:
    """As they are written, in lower case, in order, once each."""
    return list(dict.fromkeys(word for word in WORD.findall(text.lower()) if is_telling(fold(word))))


def only(sheet: Sheet, query: str) -> bool:
    """Whether no other sheet holds the words of the query, in any form."""
    return holders(query) == {sheet.key}


def some_words(sheet: Sheet, chance: random.Random, *, fewest: int = 3, most: int = 5) -> str | None:
    """Words of a sheet, in its order, that it alone holds together; most readers remember one of the title."""
    found = telling_words(sheet.text)
    for _ in range(TRIES):
        drawn = {_remembered(sheet, chance), *chance.sample(found, chance.randint(fewest, most) - 1)}
        query = " ".join(word for word in found if word in drawn)
        if len(drawn) >= fewest and only(sheet, query):
            return query
    return None


def _remembered(sheet: Sheet, chance: random.Random) -> str:
    top = telling_words(sheet.title if chance.random() < 0.75 else sheet.body)
    return chance.choice(top or telling_words(sheet.body))


def with_word(sheet: Sheet, word: str, chance: random.Random, fewest: int = 2, most: int = 3) -> list[str] | None:
    """A word or expression, and other words of the sheet, that it alone holds together."""
    found = [other for other in telling_words(sheet.text) if fold(other) not in fold(word)]
    for _ in range(TRIES):
        drawn = [word, *chance.sample(found, chance.randint(fewest, most))]
        if only(sheet, " ".join(drawn)):
            return drawn
    return None


def spans(text: str, chance: random.Random) -> str | None:
    """Four to seven words that follow each other in a sentence, two telling ones among them."""
    sentence = chance.choice(re.split(r"(?<=[.!?:;])\s+|\n", text)).strip(" .!?:;")
    parts = sentence.split()
    count = chance.randint(4, 7)
    if len(parts) < count:
        return None
    start = chance.randint(0, len(parts) - count)
    span = " ".join(re.sub(r"[«».,;:()]", " ", " ".join(parts[start : start + count])).split())
    return span if len(telling_words(span)) > 1 else None
