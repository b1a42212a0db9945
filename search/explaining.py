"""Why a document is among the hits and where it stands: for who runs the search or writes its synonyms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from search import ranking
from search.facade import SearchPage
from search.models import DocumentText
from search.query import Group, Query
from search.ranking import Score


class How(StrEnum):
    """How a word of the query is held: as it was typed, in another form of it, or by a synonym."""

    TYPED = "typed"
    STEM = "stem"
    SYNONYM = "synonym"


@dataclass(frozen=True, slots=True)
class Match:
    """``word`` is the query's, in its folded form; ``found`` what the document holds of it, in these fields."""

    word: str
    found: str
    how: How
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    score: Score
    matches: tuple[Match, ...]


def explain(found: SearchPage) -> dict[int, Explanation]:
    """By key of each hit that was ranked, the parts of its score and what it holds of the query, word by word."""
    held = matches((hit.key for hit in found.hits if hit.key in found.scores), found.query)
    return {key: Explanation(found.scores[key], words) for key, words in held.items()}


def matches(keys: Iterable[int], query: Query) -> dict[int, tuple[Match, ...]]:
    """By key of a document, what it holds of the query, word by word."""
    return {key: _matches(text, query) for key, text in DocumentText.parted(list(keys)).items()}


def _matches(text: Mapping[str, str], query: Query) -> tuple[Match, ...]:
    fields: dict[tuple[str, How, str], list[str]] = {}
    for name in DocumentText.PARTS:
        places = ranking.find(text[f"{name}_stems"], query)
        words = text[name].split() if places else []
        for group in query.groups:
            for how, found in dict.fromkeys(_held(group, words, places)):
                fields.setdefault((group.word, how, found), []).append(name)
    order = {group.word: number for number, group in enumerate(query.groups)}
    ways = list(How)
    matches = [Match(word, held, how, tuple(names)) for (word, how, held), names in fields.items()]
    return tuple(sorted(matches, key=lambda match: (order[match.word], ways.index(match.how))))


def _held(group: Group, words: list[str], places: Mapping[str, list[int]]) -> Iterator[tuple[How, str]]:
    """What a field holds of a word of the query, as often as it stands there."""
    for phrase in group.alternatives:
        for start in sorted(ranking.starts(phrase, places)):
            found = " ".join(words[start : start + len(phrase)])
            if phrase != group.alternatives[0]:
                yield How.SYNONYM, found
            else:
                yield (How.TYPED if found == group.word else How.STEM), found
