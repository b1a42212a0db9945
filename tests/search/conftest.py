"""The engines that a test of the search runs on."""

from collections.abc import Iterator

import pytest
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
