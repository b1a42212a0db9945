"""The order of the first hits: one rule for every engine, so that all give the same answer for the same reasons.

An engine finds the documents and the first of them by its own measure; these are read and ranked anew. A word counts by
its rarity and by where it stands, once more when it stands as it was typed; words count more next to one another, and a
sheet that its commune confirmed lately comes before one that it did not.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from initiatives.freshness import freshness
from search.models import DocumentText
from search.query import Query

WINDOW = 100
"""How many of the first hits are ranked anew."""
WEIGHTS = {"title": 1.8, "summary": 1.3, "context": 1.15, "body": 1.0}
USUAL_LENGTHS = {"title": 8, "summary": 25, "context": 25, "body": 300}
"""Words; a longer text says a word more often without being more about it."""
LENGTH_MATTERS = 0.4
REPEATED = 1.2
"""The tenth time a field says a word tells little: whatever it says, a summary stays behind a title."""
EVERYWHERE = 1.2
"""A word that every field says counts little more than one that the title says: all words of the query should stand."""
AS_TYPED = 0.5
SYNONYM = 0.8
NEXT_TO_ONE_ANOTHER = 0.8
MISSING = 2.0
"""How much a word that is missing costs beside what it would have brought."""
FRESH = 1.03


@dataclass(frozen=True, slots=True)
class Score:
    """Why a document stands where it stands: the parts of its score, by word of the query.

    The total is that of the words and of the adjacency, times the coverage, which is less than 1 where words are
    missing, times ``FRESH`` for a fresh one.
    """

    total: float
    words: Mapping[str, float]
    adjacency: float
    coverage: float
    is_fresh: bool


def rank(keys: Sequence[int], query: Query) -> list[int]:
    """The keys of documents, the best first; what scores the same stays in the order given."""
    scores = scored(keys, query)
    return sorted(keys, key=lambda key: -scores[key].total if key in scores else 0.0)


def scored(keys: Iterable[int], query: Query) -> dict[int, Score]:
    fields = (*DocumentText.FIELDS, *DocumentText.STEMS)
    rows = DocumentText.objects.filter(pk__in=list(keys)).values("pk", "document__confirmed_on", *fields)
    return {row["pk"]: score(row, row["document__confirmed_on"], query) for row in rows}


def score(texts: Mapping[str, str], confirmed_on: datetime.date | None, query: Query) -> Score:
    """The score of a document with these words and stems, by field."""
    says: dict[str, float] = {}
    neighbours = 0.0
    for name, weight in WEIGHTS.items():
        places = find(texts[f"{name}_stems"], query)
        if not places:
            continue
        words = texts[name].split()
        shorten = 1 - LENGTH_MATTERS + LENGTH_MATTERS * len(words) / USUAL_LENGTHS[name]
        for group in query.groups:
            typed = places.get(group.stem, ())
            times = len(typed) + SYNONYM * sum(len(starts(phrase, places)) for phrase in group.alternatives[1:])
            if times:
                as_typed = AS_TYPED * any(words[place] == group.word for place in typed)
                says[group.word] = says.get(group.word, 0.0) + weight * (_less(times / shorten, REPEATED) + as_typed)
        neighbours += weight * _neighbours(places, query)
    by_word = {
        group.word: group.rarity * _less(says[group.word], EVERYWHERE) for group in query.groups if group.word in says
    }
    adjacency = NEXT_TO_ONE_ANOTHER * _less(neighbours, EVERYWHERE)
    is_fresh = freshness(confirmed_on).is_fresh
    coverage = _coverage(by_word, query)
    total = (sum(by_word.values()) + adjacency) * coverage * (FRESH if is_fresh else 1)
    return Score(total, by_word, adjacency, coverage, is_fresh)


def _less(times: float, limit: float) -> float:
    """1 for the first time; each further time adds less."""
    return times * (limit + 1) / (times + limit)


def find(stems: str, query: Query) -> dict[str, list[int]]:
    """Where the stems of the query stand in a text, with their stop words: those of a phrase are needed."""
    if not any(stem in stems for stem in query.every_stem):
        return {}
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(stems.split()):
        if stem in query.every_stem:
            places.setdefault(stem, []).append(place)
    return places


def starts(phrase: Sequence[str], places: Mapping[str, Sequence[int]]) -> set[int]:
    """Where these stems stand one after the other: the place of the first."""
    found = set(places.get(phrase[0], ()))
    for offset, stem in enumerate(phrase[1:], 1):
        found &= {place - offset for place in places.get(stem, ())}
    return found


def _neighbours(places: Mapping[str, Sequence[int]], query: Query) -> float:
    """By rarity, the words of the query that stand one after the other, with at most one word between them."""
    total = 0.0
    for before, after in zip(query.groups, query.groups[1:], strict=False):
        following = set(places.get(after.stem, ()))
        if any({place + 1, place + 2} & following for place in places.get(before.stem, ())):
            total += min(before.rarity, after.rarity)
    return total


def _coverage(by_word: Mapping[str, float], query: Query) -> float:
    """Less than 1 where words are missing, by their rarity."""
    wanted = sum(group.rarity for group in query.groups)
    there = sum(group.rarity for group in query.groups if group.word in by_word)
    return (there / wanted) ** MISSING if wanted else 1.0
