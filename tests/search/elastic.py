"""A real Elasticsearch for tests: an index of its own for each process of the suite."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from elasticsearch import Elasticsearch

from search.elastic.client import alias, client
from search.elastic.rebuild import rebuild
from search.engines.guarded import Guarded

PREFIX = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}"


def need_elasticsearch() -> str:
    """The address of the server of the suite. Without one the test is skipped, but not where all must run."""
    if not settings.ELASTICSEARCH_TEST_URL:
        message = "no Elasticsearch: set ELASTICSEARCH_URL, or run « make test »"
        # In CI the suite runs once without services, on SQLite, and once with all of them.
        if os.environ.get("CI") == "true" and connection.vendor == "postgresql":
            pytest.fail(message)
        pytest.skip(message)
    return str(settings.ELASTICSEARCH_TEST_URL)


@contextmanager
def elasticsearch_alone(name: str) -> Iterator[None]:
    """Search with Elasticsearch and nothing behind it: an error of it is an error of the test."""
    with elasticsearch(name), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Guarded, "answer", lambda self, question: self.engine.answer(question))
        yield


@contextmanager
def elasticsearch(name: str) -> Iterator[Elasticsearch]:
    """Search with Elasticsearch, in an index of the documents there are; it goes at the end."""
    # A test may give the settings another address meanwhile.
    values = {"ELASTICSEARCH_URL": need_elasticsearch(), "ELASTICSEARCH_INDEX": f"{PREFIX}_{name}"}
    with override_settings(**values):
        forget_index()
        rebuild()
        yield client()
    with override_settings(**values):
        forget_index()


def forget_index() -> None:
    server = client(10)
    for index in server.indices.get(index=f"{alias()}*"):
        server.indices.delete(index=index)
