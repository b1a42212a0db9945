"""Synonyms, read when somebody searches: a change is effective at once, on every engine, with nothing indexed again."""

from collections.abc import Iterator, Mapping, Sequence

from portal.page_cache import remember
from search import french
from search.models import Synonyms

Phrase = tuple[str, ...]
Expansions = Mapping[Phrase, tuple[Phrase, ...]]


def expansions() -> Expansions:
    """By the stems of an expression, without stop words: the others, each with all its stems as texts hold them."""
    return remember("search-synonyms", _read)


def as_written() -> Mapping[Phrase, str]:
    """By its stems as texts hold them, an expression as the editor wrote it."""
    return {_phrase(line): line for row in Synonyms.objects.all() for line in row.lines}


def spans(stems: Sequence[str]) -> Iterator[tuple[range, tuple[Phrase, ...]]]:
    """The expressions in a query, the longest first, each with what it may be replaced by. None overlap."""
    known = expansions()
    longest = max(map(len, known), default=0)
    taken: set[int] = set()
    for length in range(min(longest, len(stems)), 0, -1):
        for start in range(len(stems) - length + 1):
            places = range(start, start + length)
            others = known.get(tuple(stems[start : start + length]))
            if others and taken.isdisjoint(places):
                taken.update(places)
                yield places, others


def _read() -> Expansions:
    found: dict[Phrase, list[Phrase]] = {}
    for row in Synonyms.objects.all():
        expressions = [(tuple(french.terms(line)), _phrase(line)) for line in row.lines]
        for key, phrase in expressions:
            others = (other for _key, other in expressions if other != phrase)
            found.setdefault(key, []).extend(other for other in others if other not in found.get(key, ()))
    return {key: tuple(others) for key, others in found.items() if key and others}


def _phrase(expression: str) -> Phrase:
    return tuple(french.stem(word) for word in french.words(expression))
