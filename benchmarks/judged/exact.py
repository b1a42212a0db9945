"""Queries in the very words of one sheet.

Other sheets may hold the words too, but not so well: elsewhere than in the title, apart from each other, in other
forms.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from benchmarks.judged.drawing import TRIES, some_words, spans, telling_words
from benchmarks.judged.query import EXACT, Query, ask
from benchmarks.judged.texts import Sheet, sheets
from benchmarks.judged.vocabulary import base, fold, forms, holders, holders_as_written, meanings, words

MOST_RIVALS = 12


def queries() -> Iterator[Query]:
    yield from ask(EXACT, "title", 50, title)
    yield from ask(EXACT, "phrase", 40, phrase)
    yield from ask(EXACT, "words", 40, some_words)
    yield from ask(EXACT, "written form", 10, written_form)


def title(sheet: Sheet, _chance: random.Random) -> str | None:
    """The title, as a reader copies or remembers it; no other sheet has its words in the title."""
    mine = meanings(sheet.title)
    if len(telling_words(sheet.title)) < 2 or sum(mine <= other for other in _titles()) > 1:
        return None
    return " ".join(re.sub(r"[«»:,?!]", " ", sheet.title).split()).lower()


def phrase(sheet: Sheet, chance: random.Random) -> str | None:
    """Words that follow each other here only; some other sheets may have them all, apart."""
    for _ in range(TRIES):
        span = spans(sheet.body, chance)
        if not span:
            continue
        rivals = holders(span)
        if len(rivals) <= MOST_RIVALS and [key for key in rivals if _follows(span, key)] == [sheet.key]:
            return span.lower()
    return None


def written_form(sheet: Sheet, chance: random.Random) -> str | None:
    """Words that others hold in other forms only, if they hold them at all."""
    found = telling_words(sheet.text)
    inflected = [word for word in found if len(forms().get(base(fold(word)), ())) > 1]
    for _ in range(TRIES if inflected else 0):
        query = " ".join(dict.fromkeys([chance.choice(inflected), *chance.sample(found, 2)]))
        rivals = holders(query)
        if 1 < len(rivals) <= MOST_RIVALS and holders_as_written(query) == {sheet.key}:
            return query
    return None


def _follows(span: str, key: str) -> bool:
    return f" {' '.join(words(span))} " in _texts()[key]


@cache
def _texts() -> dict[str, str]:
    return {sheet.key: f" {' '.join(words(sheet.text))} " for sheet in sheets()}


@cache
def _titles() -> list[frozenset[str]]:
    return list(Counter(meanings(sheet.title) for sheet in sheets()).elements())
