"""The engines that a test of the search runs on, and what is seen of them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from elastic_transport import Transport
from elasticsearch import Elasticsearch

from tests.search.elastic import elasticsearch, elasticsearch_alone


@pytest.fixture(params=["database", "elasticsearch"])
def engine(request: pytest.FixtureRequest, db: None) -> Iterator[str]:
    """Runs the test on the database in use, then on Elasticsearch."""
    if request.param == "database":
        yield request.param
        return
    with elasticsearch_alone("each"):
        yield request.param


@pytest.fixture
def server(db: None) -> Iterator[Elasticsearch]:
    """Elasticsearch, with an index of the documents there are."""
    with elasticsearch("each") as client:
        yield client


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable) -> Callable:
    """Do something, then all that follows once it is committed."""

    def do(action: Callable[[], Any]) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return action()

    return do


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that Elasticsearch is asked for, as they are."""
    asked: list[str] = []
    perform = Transport.perform_request

    def counted(self: Transport, method: str, target: str, **options: Any) -> Any:
        asked.append(target)
        return perform(self, method, target, **options)

    monkeypatch.setattr(Transport, "perform_request", counted)
    return asked
