"""Compares the index with the documents of the database, and makes them equal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.batches import batched
from search import outbox
from search.elastic import index
from search.elastic.client import alias, client
from search.elastic.feed import BULK_SECONDS, is_done, send, to_send
from search.models import Document

PAGE = 5_000
STEP = 500


@dataclass(slots=True)
class Differences:
    """Keys of documents, with their version in the index where they are there: ``missing`` from it, ``stale`` in it,
    or ``orphans`` that the database does not have.
    """

    documents: int = 0
    indexed: int = 0
    missing: list[int] = field(default_factory=list)
    stale: dict[int, int] = field(default_factory=dict)
    orphans: dict[int, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.stale) + len(self.orphans)


def compare(name: str = "") -> Differences:
    """Read the keys and versions of both, in order and in pages. Of an index that is not in use, say the name."""
    name = name or alias()
    client(BULK_SECONDS).indices.refresh(index=name)
    found = Differences()
    in_index = _of_index(name)
    indexed = next(in_index, None)
    for key, version in _of_database():
        found.documents += 1
        while indexed and indexed[0] < key:
            found.orphans[indexed[0]] = indexed[1]
            indexed = _next(found, in_index)
        if not indexed or indexed[0] != key:
            found.missing.append(key)
            continue
        if indexed[1] != version:
            found.stale[key] = indexed[1]
        indexed = _next(found, in_index)
    while indexed:
        found.orphans[indexed[0]] = indexed[1]
        indexed = _next(found, in_index)
    return found


def repair(found: Differences, name: str = "") -> int:
    """Send what differs; returns how many documents were refused. The database is right: what is sent has the
    later version. Whatever changes meanwhile has a later one still.
    """
    now = outbox.version()
    _write_again(found, now)
    results = send(_actions(found, now, name), BULK_SECONDS)
    refused = sum(not is_done(result) for _key, result in results)
    client(BULK_SECONDS).indices.refresh(index=name or alias())
    return refused


def _actions(found: Differences, now: int, name: str) -> Iterator[dict[str, Any]]:
    for keys in batched([*found.missing, *found.stale], STEP):
        yield from (index.writing(document, name) for document in to_send().filter(pk__in=keys))
    for key, version in found.orphans.items():
        yield index.removing(key, max(now, version + 1), name)


def _write_again(found: Differences, now: int) -> None:
    for keys in batched([*found.missing, *found.stale], STEP):
        Document.objects.filter(pk__in=keys, version__lt=now).update(version=now)
    for key, version in found.stale.items():
        if version >= now:
            Document.objects.filter(pk=key).update(version=version + 1)


def _next(found: Differences, in_index: Iterator[tuple[int, int]]) -> tuple[int, int] | None:
    found.indexed += 1
    return next(in_index, None)


def _of_database() -> Iterator[tuple[int, int]]:
    last = -1
    rows = Document.objects.order_by("pk").values_list("pk", "version")
    while page := list(rows.filter(pk__gt=last)[:PAGE]):
        yield from page
        last = page[-1][0]


def _of_index(name: str) -> Iterator[tuple[int, int]]:
    after: list[int] | None = None
    while True:
        response = client(BULK_SECONDS).search(
            index=name,
            sort=[{"id": "asc"}],
            size=PAGE,
            source=False,
            stored_fields="_none_",
            docvalue_fields=[{"field": "id"}, {"field": "version"}],
            track_total_hits=False,
            allow_partial_search_results=False,
            search_after=after,
        )
        hits = response["hits"]["hits"]
        if not hits:
            return
        yield from ((hit["fields"]["id"][0], hit["fields"]["version"][0]) for hit in hits)
        after = hits[-1]["sort"]
