"""Elasticsearch refuses, hangs, fails or has lost its index: the database answers, and nothing is lost."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from elasticsearch import Elasticsearch

from search.elastic import circuit, rebuild, status
from search.elastic.client import alias
from search.elastic.feed import feed
from search.facade import SearchPage, search
from search.models import Change
from search.request import SearchRequest
from tests.factories import InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db

FIRST_SECONDS = 2.5
WHILE_OPEN_SECONDS = 0.3


class Failing(BaseHTTPRequestHandler):
    def fail(self) -> None:
        self.send_response(503)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = fail  # noqa: N815

    def log_message(self, *args: Any) -> None:
        """Tests are silent."""


@contextmanager
def refusing() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    yield port


@contextmanager
def hanging() -> Iterator[int]:
    """Accepts connections, as the system does for who listens, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@contextmanager
def failing() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Failing) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(params=[refusing, hanging, failing])
def away(request: pytest.FixtureRequest, settings: Any, db: None) -> Iterator[None]:
    """A server that is of no use, where Elasticsearch should be."""
    with request.param() as port:
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{port}"
        yield


def timed(query: str = "girouette") -> tuple[SearchPage, float]:
    start = time.monotonic()
    result = search(SearchRequest(query=query))
    return result, time.monotonic() - start


def test_the_database_answers_soon_then_at_once(away: None, requests: list[str], committed: Callable) -> None:
    committed(lambda: InitiativePageFactory(title="Une girouette"))
    cache.delete(circuit.KEY)
    del requests[:]

    result, seconds = timed()
    assert (result.total, result.engine, result.is_from_another_engine) == (1, connection.vendor, True)
    assert seconds < FIRST_SECONDS
    assert len(requests) == 1

    for _number in range(3):
        result, seconds = timed()
        assert result.total == 1
        assert seconds < WHILE_OPEN_SECONDS
    assert len(requests) == 1


def test_an_editor_saves_and_waits_once(away: None, requests: list[str], committed: Callable) -> None:
    page = InitiativePageFactory(title="Une girouette")
    start = time.monotonic()
    for title in ("Un baromètre", "Un anémomètre", "Un thermomètre"):
        page.title = title
        committed(lambda: page.save_revision().publish())
    committed(page.unpublish)
    assert time.monotonic() - start < FIRST_SECONDS + 3
    assert len(requests) == 1
    assert set(Change.objects.values_list("document", flat=True)) == {page.pk}


def test_the_page_says_it_and_is_kept_no_longer_than_that(away: None, client: Client, committed: Callable) -> None:
    committed(lambda: InitiativePageFactory(title="Une girouette"))
    response = client.get("/recherche/?q=girouette")
    assert "un autre vous répond" in response.text
    left = response.wsgi_request.page_cache_until.timestamp() - time.time()
    assert 0 < left <= circuit.SECONDS


def test_the_portal_is_degraded_and_ready(away: None, client: Client) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "degraded", "database": "ok", "elasticsearch": "unreachable"}


def test_a_server_in_good_health(server: Elasticsearch, client: Client) -> None:
    assert client.get("/health/ready").json() == {"status": "ok", "database": "ok", "elasticsearch": "ok"}
    Change.objects.create(document=1, version=1)
    assert client.get("/health/ready").json()["elasticsearch"] == "behind"


def test_a_page_of_elasticsearch_says_nothing(server: Elasticsearch, client: Client, committed: Callable) -> None:
    committed(lambda: InitiativePageFactory(title="Une girouette"))
    response = client.get("/recherche/?q=girouette")
    assert response.context["result"].engine == "elasticsearch"
    assert "un autre vous répond" not in response.text
    assert not hasattr(response.wsgi_request, "page_cache_until")


def test_a_lost_index_is_the_database_s_answer_until_it_is_made_again(server: Elasticsearch) -> None:
    index(InitiativePageFactory(title="Une girouette"))
    rebuild.rebuild()
    for name in server.indices.get(index=f"{alias()}_*"):
        server.indices.delete(index=name)

    result, seconds = timed()
    assert (result.total, result.engine) == (1, connection.vendor)
    assert seconds < FIRST_SECONDS

    cache.delete(circuit.KEY)
    assert rebuild.has_index()
    assert (timed()[0].total, timed()[0].engine) == (1, "elasticsearch")


def test_a_question_that_is_not_understood_is_answered_by_the_database(
    server: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(InitiativePageFactory(title="Une girouette"))
    monkeypatch.setattr("search.engines.elasticsearch.MOST_VALUES", -1)
    result = timed()[0]
    assert (result.total, result.engine) == (1, connection.vendor)
    assert circuit.is_closed()


def test_too_many_hidden_documents_are_the_database_s(server: Elasticsearch, monkeypatch: pytest.MonkeyPatch) -> None:
    index(InitiativePageFactory(title="Une girouette"))
    monkeypatch.setattr("search.engines.elasticsearch.MOST_HIDDEN", 0)
    Change.objects.create(document=10**9, version=1, removed=True)
    result = timed()[0]
    assert (result.total, result.engine) == (1, connection.vendor)
    assert circuit.is_closed()


def test_it_is_asked_again_after_a_while_and_nothing_was_lost(
    server: Elasticsearch, settings: Any, committed: Callable
) -> None:
    kept, gone = (committed(lambda title=title: InitiativePageFactory(title=title)) for title in ("Une lune", "Un mât"))
    address = settings.ELASTICSEARCH_URL
    with refusing() as port:
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{port}"
        kept.title = "Une girouette"
        committed(lambda: kept.save_revision().publish())
        committed(gone.unpublish)
        assert (timed("lune")[0].total, timed("mat")[0].total, timed()[0].total) == (0, 0, 1)
    settings.ELASTICSEARCH_URL = address
    cache.delete(circuit.KEY)
    assert status.compare().count == 2
    assert timed("mat")[0].total == 0

    assert feed() == 0

    assert status.compare().count == 0
    assert not Change.objects.exists()
    result = timed()[0]
    assert (result.total, result.engine) == (1, "elasticsearch")
    assert timed("lune")[0].total == 0


def test_an_index_that_takes_no_more_still_answers(server: Elasticsearch, committed: Callable) -> None:
    page = committed(lambda: InitiativePageFactory(title="Une girouette"))
    server.indices.put_settings(index=alias(), settings={"index.blocks.write": True})
    page.title = "Un baromètre"
    committed(lambda: page.save_revision().publish())
    assert Change.objects.count() > 0
    assert timed()[0].engine == "elasticsearch"

    server.indices.put_settings(index=alias(), settings={"index.blocks.write": None})
    assert feed() == 0
    assert (timed("baromètre")[0].total, timed()[0].total) == (1, 0)


def test_another_node_answers_for_one_that_refuses(server: Elasticsearch, settings: Any) -> None:
    index(InitiativePageFactory(title="Une girouette"))
    with refusing() as port:
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{port},{settings.ELASTICSEARCH_URL}"
        for _number in range(4):
            assert timed()[0].engine == "elasticsearch"
