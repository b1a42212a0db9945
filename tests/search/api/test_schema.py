"""schemathesis: whatever is asked of the API, as its schema allows or not, it answers as its schema says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.openapi import from_dict

from portal.wsgi import application
from search.api.v1 import api
from tests.factories import CollectivityPageFactory, InitiativePageFactory, theme
from tests.search.indexing import index

pytestmark = pytest.mark.django_db
schema = from_dict(json.loads(json.dumps(api.get_openapi_schema())))


def from_here(environ: dict[str, Any], start_response: Any) -> Any:
    """The portal, asked by this machine: schemathesis tells no address, by which the API counts, nor does it unpack."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return application({"REMOTE_ADDR": "127.0.0.1", **environ}, start_response)


schema.app = from_here


@pytest.fixture(autouse=True)
def _one_connection(db: None) -> Iterator[None]:
    """A whole request ends with the closing of a connection that is not to be kept; here it holds the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def _as_many_as_it_likes(settings: Any, db: None) -> None:
    settings.PORTAL_API_REQUESTS_PER_MINUTE = 1_000_000
    page = InitiativePageFactory(parent=CollectivityPageFactory(), themes=[theme()])
    index(page)


@schema.parametrize()
@settings(max_examples=20, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_what_the_schema_says(case: Any) -> None:
    case.call_and_validate()
