"""What every answer of the API goes through: counting, caching, other sites, no cookie."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal import page_cache
from tests.factories import theme

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/api/v1/initiatives", "/api/v1/collectivites", "/api/v1/collectivites/22?genre=departement", "/api/v1/themes",
    "/api/v1/openapi.json",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_named_and_not_given_twice(client, member, address):
    given = client.get(address)
    again = client.get(address, headers={"If-None-Match": given["ETag"]})

    assert (given.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == given["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"


def test_an_answer_that_was_kept_costs_no_query_and_is_counted(client, settings):
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    client = Client()
    given = client.get("/api/v1/themes")
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/api/v1/themes", headers={"If-None-Match": given["ETag"]})

    assert (again.status_code, len(queries)) == (304, 0)
    assert int(again["RateLimit-Remaining"]) == int(given["RateLimit-Remaining"]) - 1


def test_what_is_published_changes_the_name_of_the_answer(settings, django_capture_on_commit_callbacks):
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    client = Client()
    before = client.get("/api/v1/themes")
    with django_capture_on_commit_callbacks(execute=True):
        first = theme()
        first.name = "Accès pour tous"
        first.save()
        page_cache.forget_all()

    assert client.get("/api/v1/themes")["ETag"] != before["ETag"]


def test_too_many_requests_are_refused_by_address(client, settings):
    settings.PORTAL_API_REQUESTS_PER_MINUTE = 2
    first, second, third = (client.get("/api/v1/themes") for _turn in range(3))
    neighbour = client.get("/api/v1/themes", REMOTE_ADDR="192.0.2.7")

    assert [answer.status_code for answer in (first, second, third, neighbour)] == [200, 200, 429, 200]
    assert [answer["RateLimit-Remaining"] for answer in (first, second, third)] == ["1", "0", "0"]
    assert 1 <= int(third["Retry-After"]) <= 60
    assert third["Content-Type"] == "application/problem+json"
    assert json.loads(third.content)["title"] == "Trop de demandes"
    assert third["Access-Control-Allow-Origin"] == "*"


def test_the_pages_of_the_portal_are_not_counted(client, settings):
    settings.PORTAL_API_REQUESTS_PER_MINUTE = 1

    assert {client.get(address).status_code for address in ("/api/v1/", "/donnees/", "/api/v1/", "/donnees/")} == {200}


def test_pages_of_other_sites_may_ask(client):
    preflight = client.options("/api/v1/initiatives", headers={"Access-Control-Request-Method": "GET"})
    given = client.get("/api/v1/themes", headers={"Origin": "https://carte.example"})

    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert preflight["Access-Control-Allow-Headers"] == "*"
    assert given["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in given["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in given


def test_it_knows_nobody_and_sets_no_cookie(member_client, client):
    known, unknown = member_client.get("/api/v1/themes"), client.get("/api/v1/themes")

    assert known.content == unknown.content
    assert known["ETag"] == unknown["ETag"]
    assert not known.cookies
    assert "Cookie" not in known["Vary"]


def test_head_is_answered_as_get(client):
    head = client.head("/api/v1/themes")

    assert (head.status_code, head["ETag"]) == (200, client.get("/api/v1/themes")["ETag"])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_written(member_client, method, address):
    response = getattr(member_client, method)(address)

    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_what_is_no_resource_is_told_as_a_problem(client):
    response = client.get("/api/v1/cantons")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert "http://testserver/api/v1/" in json.loads(response.content)["detail"]


def test_an_address_with_too_many_parameters_is_told_as_a_problem(client):
    response = client.get("/api/v1/themes?" + "&".join(["langue=fr"] * 6_000))

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(response.content)["title"] == "Demande illisible"


def test_search_engines_leave_it_alone(client):
    assert client.get("/api/v1/themes")["X-Robots-Tag"] == "noindex"
