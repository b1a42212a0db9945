"""Every judged query, always the same ones."""

from functools import cache

from benchmarks.judged import exact, french_forms, hard, topical, typed, typos
from benchmarks.judged.query import AUTOCOMPLETE, EXACT, FORMS, HARD, KINDS, TOPICAL, TYPO, Query

MAKERS = {
    EXACT: exact.queries,
    FORMS: french_forms.queries,
    HARD: hard.queries,
    TYPO: typos.queries,
    AUTOCOMPLETE: typed.queries,
    TOPICAL: topical.queries,
}


@cache
def queries(kind: str = "") -> tuple[Query, ...]:
    """Of one kind, or of all of them."""
    return tuple(query for name in ([kind] if kind else KINDS) for query in MAKERS[name]())
