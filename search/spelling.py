"""Corrects words that no document holds by those that documents hold, the closest and the most frequent first."""

from django.db.models import Q
from rapidfuzz.distance import OSA

from search import engines, french
from search.models import Word
from search.query import Query

SHORTEST = 4
"""Letters: of a shorter word, one changed letter makes any other."""
TWO_MISTAKES = 8
"""Letters from which two mistakes are corrected."""
CANDIDATES = 20_000
TRIED = 10
"""The closest words that are looked for in the documents."""


def corrections(query: Query, language: str) -> dict[str, str]:
    """For each word of the query that stands nowhere, the one that was meant; those that resemble none are left out."""
    wrong = (word for word in query.unknown if len(word) >= SHORTEST and word.isalpha())
    found = {word: _meant(word, language) for word in wrong}
    return {word: other for word, other in found.items() if other}


def _meant(word: str, language: str) -> str | None:
    """Words are counted anew at night: one may outlive the page it stood in, and is not shown to anyone."""
    holds = engines.database().holds
    return next((other for other in closest(word, language)[:TRIED] if holds(french.stem(other), language)), None)


def closest(word: str, language: str) -> list[str]:
    """The words of the documents that differ by the fewest letters changed, added, left out or exchanged."""
    most = 2 if len(word) >= TWO_MISTAKES else 1
    # A first and a last letter are seldom both wrong.
    alike = Q(word__startswith=word[0]) | Q(word__startswith=word[1]) | Q(word__endswith=word[-2:])
    rows = Word.objects.filter(alike, language=language, length__range=(len(word) - most, len(word) + most))
    ranks: list[tuple[int, bool, int, str]] = []
    for other, documents in rows.order_by("-documents").values_list("word", "documents")[:CANDIDATES]:
        distance = OSA.distance(word, other, score_cutoff=most)
        if distance <= most:
            # As close as another, and with the same first letter, the more frequent is meant.
            ranks.append((distance, other[0] != word[0], -documents, other))
    return [other for *_rank, other in sorted(ranks)]
