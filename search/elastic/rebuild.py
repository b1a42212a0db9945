"""Makes the index anew beside the one in use, which answers until the new one takes its name."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache
from elasticsearch import Elasticsearch

from portal.batches import read_batches
from search import outbox
from search.elastic import index, status
from search.elastic.client import FAILURES, alias, client
from search.elastic.feed import BATCH, BULK_SECONDS, is_done, send, to_send
from search.models import Document

logger = logging.getLogger(__name__)

LOCK = "search-elasticsearch-rebuild"
LOCK_SECONDS = 120
"""Renewed with every batch: a rebuild that was killed holds up the next one no longer."""


class RebuildError(Exception):
    """Another rebuild runs, or the server refused a document."""


def rebuild() -> int:
    """Write every document into a new index, give it the name, and catch up with what changed meanwhile; returns how
    many were written. The former index goes, and with it what earlier rebuilds left. Raises RebuildError, or what the
    client raises; the index in use is then the former one.
    """
    server = client(BULK_SECONDS)
    with _alone():
        name = f"{alias()}_{outbox.version()}"
        server.indices.create(index=name, **index.definition())
        try:
            written = _fill(name)
            server.indices.refresh(index=name)
            # What changed while it was filled: of what is hidden since, nothing may be shown.
            status.repair(status.compare(name), name)
        except Exception:
            # Whatever went wrong, it is told; but half an index is left to nobody.
            server.options(ignore_status=404).indices.delete(index=name)
            raise
        _swap(server, name)
        # What was sent to the former index between the two.
        status.repair(status.compare())
    return written


def rebuild_or_tell() -> None:
    """For those who did not ask for Elasticsearch: a failure is told in the log, and nothing else fails."""
    try:
        rebuild()
    except (RebuildError, *FAILURES):
        logger.exception("The index of Elasticsearch was not rebuilt")


def has_index() -> bool:
    """Whether there is an index, made where there was none: the server is new, or lost its data. Never raises."""
    try:
        if not client(BULK_SECONDS).indices.exists_alias(name=alias()):
            rebuild()
    except (RebuildError, *FAILURES):
        logger.exception("Elasticsearch has no index, and none could be made")
        return False
    return True


def _fill(name: str) -> int:
    written = 0
    for key, result in send((index.writing(document, name) for document in _documents()), BULK_SECONDS):
        if not is_done(result):
            raise RebuildError(f"Elasticsearch refuses document {key}: {result.get('error')}")
        written += 1
    return written


def _documents() -> Iterator[Document]:
    for batch in read_batches(to_send(), BATCH):
        cache.touch(LOCK, LOCK_SECONDS)
        yield from batch


def _swap(server: Elasticsearch, name: str) -> None:
    """In one step: no search meets two indexes, or none."""
    former: list[dict[str, Any]] = [
        {"remove_index": {"index": other}} for other in server.indices.get(index=f"{alias()}_*") if other != name
    ]
    if server.indices.exists(index=alias()) and not server.indices.exists_alias(name=alias()):
        # An index that a server made of its own accord has taken the name.
        former.append({"remove_index": {"index": alias()}})
    server.indices.update_aliases(actions=[*former, {"add": {"index": name, "alias": alias()}}])


@contextmanager
def _alone() -> Iterator[None]:
    if not cache.add(LOCK, True, LOCK_SECONDS):
        raise RebuildError("The index is being rebuilt already; if that was interrupted, try again in two minutes.")
    try:
        yield
    finally:
        cache.delete(LOCK)
