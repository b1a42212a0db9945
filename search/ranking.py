"""The order of the first hits: one rule for every engine, so that all give the same answer for the same reasons.

An engine finds the documents and the first of them by its own measure; these are read and ranked anew. A word counts by
its rarity and by where it stands, once more when it stands as it was typed; words count more next to one another, and a
sheet that its commune confirmed lately comes before one that it did not.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from initiatives.freshness import oldest_fresh_day
from search.models import DocumentText
from search.query import Group, Query

WINDOW = 100
"""How many of the first hits are ranked anew."""
WEIGHTS = {"title": 6.0, "summary": 2.5, "context": 2.0, "body": 1.0}
USUAL_LENGTHS = {"title": 8, "summary": 25, "context": 25, "body": 300}
"""Words; a longer text says a word more often without being more about it."""
LENGTH_MATTERS = 0.5
SATURATION = 0.6
"""The tenth time a field says a word tells little: whatever it says, a summary stays behind a title."""
AS_TYPED = 0.25
NEXT_TO_ONE_ANOTHER = 0.8
FRESH = 1.04


@dataclass(frozen=True, slots=True)
class Score:
    """Why a document stands where it stands: the parts of its score, by word of the query."""

    total: float
    words: Mapping[str, float]
    adjacency: float
    is_fresh: bool


def rank(keys: Sequence[int], query: Query) -> list[int]:
    """The keys of documents, the best first; what scores the same stays in the order given."""
    scores = scored(keys, query)
    return sorted(keys, key=lambda key: -scores[key].total if key in scores else 0.0)


def scored(keys: Iterable[int], query: Query) -> dict[int, Score]:
    fields = [*DocumentText.FIELDS, *(f"{name}_stems" for name in DocumentText.FIELDS)]
    rows = DocumentText.objects.filter(pk__in=list(keys)).values("pk", "document__confirmed_on", *fields)
    return {row["pk"]: score(row, row["document__confirmed_on"], query) for row in rows}


def score(texts: Mapping[str, str], confirmed_on: datetime.date | None, query: Query) -> Score:
    """The score of a document with these words and stems, by field."""
    by_word: dict[str, float] = {}
    neighbours = 0.0
    for name, weight in WEIGHTS.items():
        places = _places(texts[f"{name}_stems"], query)
        if not places:
            continue
        words = texts[name].split()
        shorten = 1 - LENGTH_MATTERS + LENGTH_MATTERS * len(words) / USUAL_LENGTHS[name]
        for group in query.groups:
            found = [place for stem in _stems(group) for place in places.get(stem, ())]
            if found:
                frequency = len(found) / shorten
                says = frequency * (SATURATION + 1) / (frequency + SATURATION)
                as_typed = AS_TYPED * any(words[place] == group.word for place in found)
                by_word[group.word] = by_word.get(group.word, 0.0) + group.rarity * weight * (says + as_typed)
        neighbours += weight * _neighbours(places, query)
    adjacency = NEXT_TO_ONE_ANOTHER * neighbours
    is_fresh = confirmed_on is not None and confirmed_on >= oldest_fresh_day()
    total = (sum(by_word.values()) + adjacency) * _coverage(by_word, query) * (FRESH if is_fresh else 1)
    return Score(total, by_word, adjacency, is_fresh)


def _places(stems: str, query: Query) -> dict[str, list[int]]:
    wanted = query.stems
    if not any(stem in stems for stem in wanted):
        return {}
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(stems.split()):
        if stem in wanted:
            places.setdefault(stem, []).append(place)
    return places


def _stems(group: Group) -> set[str]:
    return {stem for phrase in group.alternatives for stem in phrase}


def _neighbours(places: Mapping[str, Sequence[int]], query: Query) -> float:
    """By rarity, the words of the query that stand one after the other, with at most one word between them."""
    total = 0.0
    for before, after in zip(query.groups, query.groups[1:], strict=False):
        following = {place for stem in _stems(after) for place in places.get(stem, ())}
        if any({place + 1, place + 2} & following for stem in _stems(before) for place in places.get(stem, ())):
            total += min(before.rarity, after.rarity)
    return total


def _coverage(by_word: Mapping[str, float], query: Query) -> float:
    """Less than 1 where words are missing, by their rarity."""
    wanted = sum(group.rarity for group in query.groups)
    return (sum(group.rarity for group in query.groups if group.word in by_word) / wanted) ** 2 if wanted else 1.0
