"""The search page never fails, and keeps its state in its address."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.search.backends import get_search_backend

from initiatives.models import InitiativePage
from tests.factories import (
    ArticlePageFactory,
    CollectivityFactory,
    CollectivityPageFactory,
    InitiativePageFactory,
    theme,
)

pytestmark = pytest.mark.django_db


def indexed(count: int, **values: Any) -> list[InitiativePage]:
    parent = CollectivityPageFactory()
    pages = [InitiativePageFactory(parent=parent, themes=[theme()], **values) for _number in range(count)]
    get_search_backend().get_index_for_model(InitiativePage).add_items(InitiativePage, pages)
    return pages


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "*",
        "\\",
        "a" * 10_000,
        "   ",
        "\x00",
        "%",
        "'",
        "a AND",
        "NEAR(",
        "«",
        "\u202e",
        "🙂",
        "page",
        "(",
        "{title}",
    ],
)
def test_no_query_is_an_error(query: str, client: Client) -> None:
    for parameters in ({"q": query}, {"theme": query}, {"region": query}, {"page": query}, {"tri": query}):
        assert client.get("/recherche/", parameters).status_code == 200


def test_filters_are_chips_that_can_be_removed(client: Client) -> None:
    indexed(1, title="Une lanterne")

    content = client.get(
        "/recherche/", {"q": "lanterne", "theme": "acces-public", "etape": "en-service"}
    ).content.decode()

    assert 'href="?q=lanterne&amp;etape=en-service"' in content
    assert 'href="?q=lanterne&amp;theme=acces-public"' in content
    assert "Tout effacer" in content


def test_pages_keep_the_search(client: Client) -> None:
    indexed(25, title="Une lanterne")

    content = client.get("/recherche/", {"q": "lanterne", "theme": "acces-public"}).content.decode()

    assert 'href="?q=lanterne&amp;theme=acces-public&amp;page=2"' in content
    assert client.get("/recherche/", {"q": "lanterne", "page": "2"}).content.decode().count('class="hit pic"') == 5


def test_nothing_found_helps(client: Client) -> None:
    content = client.get("/recherche/", {"q": "xylophone", "etape": "projet"}).content.decode()

    assert "la même recherche sans filtre" in content
    assert "Accès public" in content


def test_the_name_of_a_commune_leads_to_it_registered_or_not(client: Client) -> None:
    CollectivityFactory(code="22214", name="Plouézec")

    assert "/communes/22214-plouezec/" in client.get("/recherche/", {"q": "plouezec"}).content.decode()


def test_a_promotion_is_shown_whatever_the_accents_and_writes_nothing(client: Client) -> None:
    page = ArticlePageFactory(title="Le règlement du label")
    SearchPromotion.objects.create(query=Query.get("reglement"), page=page, sort_order=1)
    before = Query.objects.count()

    assert "Le règlement du label" in client.get("/recherche/", {"q": "Règlement"}).content.decode()
    client.get("/recherche/", {"q": "jamais vu"})
    assert Query.objects.count() == before


def test_htmx_receives_the_results_alone(client: Client) -> None:
    content = client.get("/recherche/", {"q": "a"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in content
    assert 'id="res"' in content


def test_the_page_costs_the_same_with_few_and_many_hits(client: Client) -> None:
    indexed(2, title="Une lanterne")
    client.get("/recherche/", {"q": "lanterne"})
    with CaptureQueriesContext(connection) as few:
        client.get("/recherche/", {"q": "lanterne"})
    indexed(60, title="Une lanterne")
    with CaptureQueriesContext(connection) as many:
        client.get("/recherche/", {"q": "lanterne"})
    assert len(few) == len(many)
    assert len(many) <= 12, [query["sql"][:120] for query in many]
