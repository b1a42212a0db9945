"""How well an answer does: reciprocal rank for a known item, discounted gain for a question, both over ten hits."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.judged.query import AUTOCOMPLETE, Query

DEPTH = 10

Ask = Callable[[str], Sequence[str]]
"""Answers a text with keys of sheets, the best first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``score`` is between 0 and 1."""

    query: Query
    hits: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """Mean score of a kind, and the share of its queries that found nothing at all."""

    kind: str
    queries: int
    score: float
    empty: float


def answers(queries: Iterable[Query], ask: Ask) -> list[Answer]:
    found = ((query, tuple(ask(query.text))[:DEPTH]) for query in queries)
    return [Answer(query, hits, score(query, hits)) for query, hits in found]


def score(query: Query, hits: Sequence[str]) -> float:
    """Of one query: nDCG@10 for a question; whether it is among ten for a suggestion; else the reciprocal rank."""
    hits = list(hits)[:DEPTH]
    if not query.is_known_item:
        return ndcg(query.wanted, hits)
    if query.best not in hits:
        return 0.0
    return 1.0 if query.kind == AUTOCOMPLETE else 1 / (hits.index(query.best) + 1)


def ndcg(wanted: dict[str, int], hits: Sequence[str]) -> float:
    """Gain 2^grade − 1, discounted by the logarithm of the rank, over that of the best ten there are."""
    best = _gain(sorted(wanted.values(), reverse=True)[:DEPTH])
    return _gain([wanted.get(key, 0) for key in dict.fromkeys(hits)]) / best


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def summary(kind: str, found: Sequence[Answer]) -> Result:
    count = len(found)
    mean = sum(answer.score for answer in found) / count
    return Result(kind, count, mean, sum(not answer.hits for answer in found) / count)
