"""The one client of a process, and the names of what it asks for."""

from functools import lru_cache

from django.conf import settings
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

SECONDS = 2.0
"""How long a reader may wait."""
FAILURES = (TransportError, ApiError)
"""Refused, too slow, cut, or answered with an error."""


def client(seconds: float = SECONDS) -> Elasticsearch:
    """The client of the addresses of the settings; each request may last so long."""
    return _client(settings.ELASTICSEARCH_URL).options(request_timeout=seconds)


@lru_cache(maxsize=2)
def _client(addresses: str) -> Elasticsearch:
    hosts = [address.strip() for address in addresses.split(",")]
    # Where a node refuses, the others are tried; a node that is too slow has used up the time there was.
    return Elasticsearch(hosts, max_retries=len(hosts) - 1, retry_on_timeout=False)


def alias() -> str:
    """What is searched and written: a name of the index in use."""
    return f"{settings.ELASTICSEARCH_INDEX}_documents"


def told(error: Exception) -> str:
    """For an operator: what a failure means, and what to do about it."""
    return f"Elasticsearch does not answer, or has no index (search_rebuild): {error}"
