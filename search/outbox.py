"""What Elasticsearch has not been told yet: written in the transaction that changes the documents, so nothing is lost.

Without Elasticsearch nothing is written here.
"""

import time
from collections.abc import Iterable

from django.conf import settings

from search.models import Change

BATCH = 1_000


def version() -> int:
    """The moment, in microseconds since 1970: of two states of a document, the later one has the greater version."""
    return time.time_ns() // 1_000


def add(keys: Iterable[int], *, removed: bool = False) -> None:
    """Note that these documents were written or removed, and have it sent once this is committed."""
    if not settings.ELASTICSEARCH_URL:
        return
    moment = version()
    changes = [Change(document=key, version=moment, removed=removed) for key in keys]
    if changes:
        # The task writes the outbox too.
        from search.tasks import feed_elasticsearch

        Change.objects.bulk_create(changes, batch_size=BATCH)
        feed_elasticsearch.enqueue()


def hidden_keys(at_most: int) -> list[int]:
    """Some of the documents that are gone, and that Elasticsearch may still show."""
    return list(Change.objects.filter(removed=True).order_by().values_list("document", flat=True).distinct()[:at_most])
