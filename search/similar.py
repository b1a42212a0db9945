"""Finds which sheets resemble each other: those of other communes that hold the rarest words of title and summary.

At night and not when a page is shown: it costs a search for each sheet.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from initiatives.models import InitiativePage, SimilarSheet
from portal.searchable import Kind
from search import engines, ranking
from search.engines import Question
from search.models import Document
from search.query import Query, read

KEPT = 5
"""More than are shown: one of them may be hidden the next day."""
BATCH = 200


def find(keys: Iterable[int]) -> int:
    """Compare these sheets, those that anyone may read, with all others; returns how many were."""
    compared = 0
    for rows in _batches(sorted(keys)):
        found = {document.pk: _closest(document) for document in rows}
        links = [
            SimilarSheet(sheet_id=key, other_id=other, rank=rank)
            for key, others in found.items()
            for rank, other in enumerate(others, 1)
        ]
        with transaction.atomic():
            SimilarSheet.objects.filter(sheet__in=found).delete()
            SimilarSheet.objects.bulk_create(links)
        compared += len(found)
    return compared


def not_compared() -> list[int]:
    """The sheets nobody compared yet, the latest first."""
    known = SimilarSheet.objects.order_by().values("sheet")
    return list(InitiativePage.objects.live().exclude(pk__in=known).order_by("-pk").values_list("pk", flat=True))


def oldest(count: int) -> list[int]:
    """So many sheets of those compared longest ago: others came since."""
    return list(
        InitiativePage.objects.live()
        .filter(similar_sheets__rank=1)
        .order_by("similar_sheets__pk")
        .values_list("pk", flat=True)[:count]
    )


def _batches(keys: Sequence[int]) -> Iterator[list[Document]]:
    for start in range(0, len(keys), BATCH):
        rows = Document.objects.filter(kind=Kind.INITIATIVE, pk__in=keys[start : start + BATCH])
        yield list(rows.select_related("text"))


def _closest(document: Document) -> list[int]:
    query = read(f"{document.text.title} {document.text.summary}", document.language)
    if not query:
        return []
    found = _ranked(query, document.language)
    places = dict(Document.objects.filter(pk__in=found).values_list("pk", "collectivity_id"))
    others = [key for key in found if key != document.pk and places[key] != document.collectivity_id]
    return others[:KEPT]


def _ranked(query: Query, language: str) -> list[int]:
    """By the database, whatever engine searches: nobody waits for it."""
    question = Question(Kind.INITIATIVE, language, query, {}, "pertinence", 0, ranking.WINDOW, is_counted=False)
    return ranking.rank(engines.database().answer(question).keys, query)
