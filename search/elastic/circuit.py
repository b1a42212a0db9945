"""A server that failed is left alone for a while: readers wait once, not at every search."""

import logging

from django.core.cache import cache

logger = logging.getLogger(__name__)

SECONDS = 30
KEY = "search-elasticsearch-failed"


def is_closed() -> bool:
    """Whether Elasticsearch may be asked. Shared by every process, as the cache is."""
    return cache.get(KEY) is None


def trip(error: Exception) -> None:
    """Leave Elasticsearch alone from now on, because of this error."""
    logger.warning("Elasticsearch failed; the database answers for %d seconds: %s", SECONDS, error)
    cache.set(KEY, True, SECONDS)
