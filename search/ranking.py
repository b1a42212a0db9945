"""The order of the first hits: one rule for every engine, so that all give the same answer for the same reasons.

An engine finds the documents and the first of them by its own measure; these are read and ranked anew. A word counts by
its rarity and by where it stands, once more when it stands as it was typed; words count more next to one another, and a
sheet that its commune confirmed lately comes before one that it did not. To a question, where a document without every
word may be the answer, those come first that resemble the best.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from initiatives.freshness import freshness
from search.french_rules import STOP_WORDS
from search.likeness import likeness
from search.models import DocumentText
from search.query import Query

WINDOW = 100
"""How many of the first hits are ranked anew."""
WEIGHTS = {"title": 1.8, "summary": 1.3, "context": 1.15, "body": 1.0, "files": 0.55}
"""What a file says, however often, stays behind what the text says once."""
USUAL_LENGTHS = {"title": 8, "summary": 25, "context": 25, "body": 300, "files": 2_000}
"""Words; a longer text says a word more often without being more about it."""
LENGTH_MATTERS = 0.4
REPEATED = 1.2
"""The tenth time a field says a word tells little: whatever it says, a summary stays behind a title."""
EVERYWHERE = 1.2
"""A word that every field says counts little more than one that the title says: all words of the query should stand."""
AS_TYPED = 0.5
SYNONYM = 0.8
NEXT_TO_ONE_ANOTHER = 0.8
ITS_TITLE = 1.5
"""What is called as was typed, and no more, is what was meant."""
MISSING = 2.0
"""How much a word that is missing costs beside what it would have brought."""
MISSING_OF_A_QUESTION = 0.5
"""The same in a question: nobody writes a sheet in the words of those who ask."""
LEADERS = 3
"""How many of the best hits of a question tell what it is about."""
SURER = 3
"""The power of its score by which each of them counts: one that stands well ahead speaks for itself."""
LIKENESS = 0.8
"""How much it counts to resemble them, beside the score of the best."""
FRESH = 1.03


@dataclass(frozen=True, slots=True)
class Score:
    """Why a document stands where it stands: the parts of its score, by word of the query.

    The total is that of the words and of the adjacency, times the coverage, which is less than 1 where words are
    missing, times ``FRESH`` for a fresh one; then the likeness. What ``is_whole`` holds every word, and comes first.
    """

    total: float
    words: Mapping[str, float]
    adjacency: float
    coverage: float
    is_fresh: bool
    is_whole: bool
    likeness: float = 0.0

    @property
    def order(self) -> tuple[bool, float]:
        return (not self.is_whole, -self.total)


Texts = dict[int, dict[str, Any]]
"""By key of a document, its words and stems by part, and what is needed of its facts."""


def rank(keys: Sequence[int], query: Query) -> dict[int, Score]:
    """The documents that are still there, the best first; what scores the same stays in the order given."""
    texts = _texts(keys)
    scores = {key: score(text, text["document__confirmed_on"], query) for key, text in texts.items()}
    if query.is_question:
        scores = _with_likeness(scores, texts)
    return dict(sorted(scores.items(), key=lambda item: item[1].order))


def _texts(keys: Sequence[int]) -> Texts:
    found = DocumentText.parted(keys, "document__confirmed_on", "document__language")
    return {key: found[key] for key in keys if key in found}


def _with_likeness(scores: dict[int, Score], texts: Texts) -> dict[int, Score]:
    """The scores with, for what does not hold every word, how much it resembles the best."""
    best = max((one.total for one in scores.values() if not one.is_whole), default=0.0)
    if not best:
        return scores
    leaders = sorted(scores, key=lambda key: scores[key].order)[:LEADERS]
    weights = {key: (scores[key].total / best) ** SURER for key in leaders}
    alike = likeness(texts, weights, texts[leaders[0]]["document__language"])
    return {key: one if one.is_whole else _resembling(one, LIKENESS * best * alike[key]) for key, one in scores.items()}


def _resembling(one: Score, part: float) -> Score:
    return replace(one, total=one.total + part, likeness=part)


def score(texts: Mapping[str, str], confirmed_on: datetime.date | None, query: Query) -> Score:
    """The score of a document with these words and stems, by part."""
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
    total *= ITS_TITLE if _is_its_title(texts["title_stems"], query) else 1
    is_whole = all(group.word in by_word for group in query.known)
    return Score(total, by_word, adjacency, coverage, is_fresh, is_whole)


def _is_its_title(stems: str, query: Query) -> bool:
    """« Bretagne » is the région before the towns that bear its name."""
    return {stem for stem in stems.split() if stem not in STOP_WORDS} == {group.stem for group in query.groups}


def _less(times: float, limit: float) -> float:
    """1 for the first time; each further time adds less."""
    return times * (limit + 1) / (times + limit)


def find(stems: str, query: Query) -> dict[str, list[int]]:
    """Where the stems of the query stand in a text, with their stop words: those of a phrase are needed."""
    text = f" {stems} "
    places: dict[str, list[int]] = {}
    for stem in query.every_stem:
        if found := _places(text, f" {stem} "):
            places[stem] = found
    return places


def _places(text: str, word: str) -> list[int]:
    """Which words of a text these are, the first being 0. It searches and counts: a file has thousands of words."""
    found: list[int] = []
    place = counted = 0
    start = text.find(word)
    while start != -1:
        place += text.count(" ", counted, start)
        found.append(place)
        counted, start = start, text.find(word, start + len(word) - 1)
    return found


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
    cost = MISSING_OF_A_QUESTION if query.is_question else MISSING
    return (there / wanted) ** cost if wanted else 1.0
