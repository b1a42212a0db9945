"""Sends what the outbox holds to Elasticsearch: each document as it is now in the database, or its removal."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from elasticsearch.helpers import streaming_bulk

from portal.page_cache import forget_all
from search.elastic import circuit, index
from search.elastic.client import FAILURES, client
from search.models import Change, Document, DocumentText

logger = logging.getLogger(__name__)

BATCH = 500
MOST_BYTES = 8 * 1024 * 1024
BULK_SECONDS = 30.0
UNREAD = tuple(f"text__{name}" for name in DocumentText.FIELDS)


def feed(seconds: float = BULK_SECONDS) -> int:
    """Send every change there is, and forget those that are done; returns how many could not be. Each request may last
    so many seconds. Raises what the client raises when the server is away: the changes stay for the next time.
    """
    last = refused = 0
    while changes := list(Change.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = changes[-1].pk
        refused += _send(changes, seconds)
    if last:
        # Pages that were kept meanwhile counted what there was before.
        forget_all()
    return refused


def send(actions: Iterable[dict[str, Any]], seconds: float, **options: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """Do the actions; for each, the key of its document and what became of it."""
    sent = streaming_bulk(
        client(seconds),
        actions,
        chunk_size=BATCH,
        max_chunk_bytes=MOST_BYTES,
        raise_on_error=False,
        **options,
    )
    for _done, results in sent:
        for result in results.values():
            yield int(result["_id"]), result


def is_done(result: Mapping[str, Any]) -> bool:
    """Written or removed, gone before, or there in a later version already."""
    return result["status"] in {200, 201, 409} or result.get("result") == "not_found"


def to_send() -> QuerySet[Document]:
    """The documents, with all that the index holds of them."""
    return Document.objects.select_related("text").defer(*UNREAD).order_by("pk")


def _send(changes: list[Change], seconds: float) -> int:
    by_document: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_document[change.document].append(change)
    # Visible before the outbox forgets: a search hides what it holds.
    results = send(_actions(by_document), seconds, refresh=True)
    done, refused = [], 0
    for key, result in results:
        if is_done(result):
            done += [change.pk for change in by_document[key]]
        else:
            refused += 1
            logger.error("Elasticsearch refuses document %d: %s", key, result.get("error"))
    Change.objects.filter(pk__in=done).delete()
    return refused


def _actions(by_document: dict[int, list[Change]]) -> Iterator[dict[str, Any]]:
    documents = to_send().in_bulk(list(by_document))
    for key, changes in by_document.items():
        if key in documents:
            yield index.writing(documents[key])
        else:
            yield index.removing(key, max(change.version for change in changes))


def try_to_feed(seconds: float) -> bool:
    """Send the changes; whether all went. Never raises: what did not go waits in the outbox."""
    if not circuit.is_closed():
        return False
    try:
        return not feed(seconds)
    except FAILURES as error:
        circuit.trip(error)
        return False
