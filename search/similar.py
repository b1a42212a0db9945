"""Finds which sheets resemble each other: those of other communes that hold the rarest words of title and summary, then
the latest of the same themes.

At night and not when a page is shown: it costs a search for each sheet.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import F, Q

from initiatives.models import InitiativePage, SimilarSheet
from portal.batches import batched
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
    for batch in batched(keys, BATCH):
        rows = Document.objects.filter(kind=Kind.INITIATIVE, pk__in=batch)
        yield list(rows.select_related("text"))


def _closest(document: Document) -> list[int]:
    query = read(f"{document.text.title} {document.text.summary}", document.language)
    found = _ranked(query, document.language) if query else []
    elsewhere = Document.objects.exclude(collectivity_id=document.collectivity_id)
    others = set(elsewhere.filter(pk__in=found).values_list("pk", flat=True))
    closest = [key for key in found if key in others][:KEPT]
    if len(closest) < KEPT:
        latest = (
            elsewhere.exclude(pk__in=closest)
            .filter(_same_themes(document))
            .order_by(F("date").desc(nulls_last=True), "-pk")
        )
        closest += latest.values_list("pk", flat=True)[: KEPT - len(closest)]
    return closest


def _same_themes(document: Document) -> Q:
    """The sheets of its language with one of its themes; none where it has no theme."""
    themes = [Q(themes__contains=f",{key},") for key in document.themes.split(",") if key]
    shared = reduce(or_, themes) if themes else Q(pk=None)
    return shared & Q(kind=document.kind, language=document.language)


def _ranked(query: Query, language: str) -> list[int]:
    """By the database, whatever engine searches: nobody waits for it."""
    question = Question(Kind.INITIATIVE, language, query, {}, "pertinence", 0, ranking.WINDOW, is_counted=False)
    return list(ranking.rank(engines.database().answer(question).keys, query))
