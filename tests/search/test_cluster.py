"""A cluster of three nodes: one is lost, then all, then they come back. Pages are saved and searched all the while."""

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from wagtail.search.backends import get_search_backends

from search.elastic import circuit, status
from search.elastic.feed import BULK_SECONDS, try_to_feed
from search.elastic.rebuild import rebuild
from search.facade import search
from search.models import Change
from search.request import SearchRequest
from tests.factories import InitiativePageFactory
from tests.search.cluster import SIZE, Cluster, three_nodes
from tests.search.elastic import PREFIX

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("cluster")]

FIRST_SECONDS = 2.5
WHILE_OPEN_SECONDS = 0.3
SAVES = 6


@pytest.fixture(scope="module")
def nodes() -> Iterator[Cluster]:
    yield from three_nodes()


@pytest.fixture
def cluster(nodes: Cluster, settings: Any, db: None) -> Cluster:
    """All its nodes at work, an index of the documents there are, and a worker for what is to be sent."""
    nodes.start()
    settings.ELASTICSEARCH_URL = ",".join(nodes.addresses)
    settings.ELASTICSEARCH_INDEX = f"{PREFIX}_cluster"
    settings.ELASTICSEARCH_SHARDS, settings.ELASTICSEARCH_REPLICAS = SIZE, "1"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    cache.delete(circuit.KEY)
    rebuild()
    nodes.wait_until("green")
    return nodes


def save(committed: Callable, number: int) -> None:
    """Publish a sheet as an editor does, who waits for nobody, then do the worker's part."""
    page = committed(lambda: InitiativePageFactory(title=f"Un sémaphore {number}"))
    committed(lambda: page.save_revision().publish())
    for backend in get_search_backends(with_auto_update=True):
        backend.add(page)
    try_to_feed(BULK_SECONDS)


def found() -> tuple[int, str, float]:
    start = time.monotonic()
    result = search(SearchRequest(query="sémaphores"))
    return result.total, result.engine, time.monotonic() - start


def test_the_loss_of_a_node_is_not_noticed(cluster: Cluster, committed: Callable) -> None:
    for number in range(1, 2 * SAVES + 1):
        if number == SAVES:
            cluster.kill(1)
        save(committed, number)
        total, engine, seconds = found()
        assert (total, engine) == (number, "elasticsearch")
        assert seconds < FIRST_SECONDS
    assert len(cluster.running()) == SIZE - 1
    assert circuit.is_closed()
    assert status.compare().count == 0


def test_with_all_nodes_lost_nothing_else_is(
    cluster: Cluster, committed: Callable, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, SAVES):
        save(committed, number)
    cluster.kill(SIZE)

    total, engine, seconds = found()
    assert (total, engine) == (SAVES - 1, connection.vendor)
    assert seconds < FIRST_SECONDS
    waits = []
    for number in range(SAVES, 2 * SAVES + 1):
        save(committed, number)
        total, engine, seconds = found()
        assert (total, engine) == (number, connection.vendor)
        waits.append(seconds)
    # One of them may wait for the machine, which has other tests to run.
    assert statistics.median(waits) < WHILE_OPEN_SECONDS
    assert Change.objects.exists()
    assert client.get("/health/ready").json()["elasticsearch"] == "unreachable"

    cluster.start()
    # The time the circuit stays open has passed.
    cache.delete(circuit.KEY)
    assert try_to_feed(BULK_SECONDS)
    assert found()[:2] == (2 * SAVES, "elasticsearch")
    assert not Change.objects.exists()
    assert status.compare().count == 0
    assert client.get("/health/ready").json()["elasticsearch"] == "ok"
