"""The search page never fails, and keeps its state in its address."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import InitiativePage
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    InitiativePageFactory,
    theme,
)
from tests.search.indexing import index

pytestmark = pytest.mark.django_db


def indexed(count: int, **values: Any) -> list[InitiativePage]:
    parent = CollectivityPageFactory()
    pages = [InitiativePageFactory(parent=parent, themes=[theme()], **values) for _number in range(count)]
    index(*pages)
    return pages


HOSTILE = (
    '"', "*", "\\", "^", "'", "%", "_", "(", ")", "{title}", "[a", "a AND", "OR", "NOT", "AND OR NOT", "NEAR(",
    "NEAR(a b)", "title:", ":", "a:b", "-", "--", "; DROP TABLE", "a & b | c", "!a", "<->", "a:*", "«", "‘’“”",
    "a" * 10_000, "é " * 999, "   ", "\t\n\r", "\x00", "a\x00b", "\u202eabc\u202c", "\u200f", "\ufeff", "🙂",
    "👩\u200d👧 école", "\U0010ffff", "\ufffe", "<script>alert(1)</script>", "../../etc/passwd", "page", "%00",
    "%s %d {0}", "0", "-1", "1e999", "NULL",
)  # fmt: skip


@pytest.mark.parametrize("parameter", ["q", "theme", "region", "taille", "public", "page", "tri"])
def test_nothing_that_is_sent_is_an_error(parameter: str, client: Client) -> None:
    for value in HOSTILE:
        response = client.get("/recherche/", {parameter: value})
        assert response.status_code == 200, value
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    "address", ["?q=%ff%fe", "?q=%ed%a0%80", "?q", "?q=a&q=b", "?=&&", "?page=1&page=2", "?theme[]=a"]
)
def test_no_address_is_an_error(address: str, client: Client) -> None:
    assert client.get(f"/recherche/{address}").status_code == 200


def test_many_values_are_no_error(client: Client) -> None:
    response = client.get(
        "/recherche/", {"departement": [f"{number:03}" for number in range(500)], "region": ["53"] * 500}
    )
    assert response.status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "abc", "", "1.5", "²"])
def test_a_page_that_makes_no_sense_is_the_first(page: str, client: Client) -> None:
    indexed(2, title="Une lanterne")
    assert client.get("/recherche/", {"q": "lanterne", "page": page}).content.decode().count('class="hit pic"') == 2


@pytest.mark.parametrize("page", ["2", "50", "99999"])
def test_beyond_the_last_page_the_way_back_is_shown(page: str, client: Client) -> None:
    indexed(2, title="Une lanterne")

    content = client.get("/recherche/", {"q": "lanterne", "page": page}).content.decode()

    assert "Ces résultats tiennent en une page." in content
    assert 'href="?q=lanterne">Revenir à la première page' in content
    assert 'class="hit pic"' not in content


def test_an_unknown_filter_is_left_aside_and_told(client: Client) -> None:
    indexed(1, title="Une lanterne")

    content = client.get("/recherche/", {"q": "lanterne", "theme": "<b>", "region": "99"}).content.decode()

    assert "Ces filtres n’existent pas et ont été laissés de côté" in content
    assert "&lt;b&gt;" in content
    assert content.count('class="hit pic"') == 1


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

    assert "Aucun résultat pour «\u00a0xylophone\u00a0»" in content
    assert "La même recherche sans filtre" in content
    assert 'href="?q=xylophone"' in content
    assert "Le nom d’une commune" in content
    assert "Accès public" in content


def test_where_filters_leave_nothing_each_way_out_is_counted(client: Client) -> None:
    indexed(3, title="Une lanterne")

    content = client.get("/recherche/", {"q": "lanterne", "etape": "projet"}).content.decode()

    assert "Chercher sans le filtre «\u00a0En projet\u00a0»" in content
    assert '<a href="?q=lanterne">' in content
    assert "3 résultats" in content


IN_FRENCH = {"en": "None of this is translated", "br": "N’eus troet netra eus kement-se"}


@pytest.mark.parametrize("language", ["en", "br"])
@pytest.mark.parametrize("query", ["", "lanterne", "lanterne xylophone"])
def test_what_exists_in_french_alone_is_shown_and_told_in_other_languages(
    language: str, query: str, client: Client
) -> None:
    indexed(2, title="Une lanterne")

    content = client.get(f"/{language}/recherche/", {"q": query}).content.decode()

    assert content.count('class="hit pic"') == content.count('<h3 lang="fr">') == 2
    assert IN_FRENCH[language] in content
    assert '<span class="n">2</span>' in content


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "part"])
def test_french_readers_are_told_nothing_of_languages(headers: dict[str, str], client: Client) -> None:
    indexed(1, title="Une lanterne")

    content = client.get("/recherche/", {"q": "lanterne"}, headers=headers).content.decode()

    assert "Rien de cela n’est traduit" not in content
    assert '<h3 lang="' not in content


def test_what_no_language_has_is_helped_in_the_readers(client: Client) -> None:
    indexed(1, title="Une lanterne")

    content = client.get("/en/recherche/", {"q": "xylophone"}).content.decode()

    assert IN_FRENCH["en"] not in content
    assert "Try instead" in content


def test_the_name_of_a_commune_leads_to_it_registered_or_not(client: Client) -> None:
    CollectivityFactory(code="22214", name="Plouézec")

    assert "/communes/22214-plouezec/" in client.get("/recherche/", {"q": "plouezec"}).content.decode()


@pytest.mark.parametrize("query", ["Plougastel", "plougastel-da", "29189", "29470", "Plougastel Daoulas"])
def test_the_beginning_of_a_name_and_its_codes_lead_to_the_commune(query: str, client: Client) -> None:
    CollectivityFactory(code="29189", name="Plougastel-Daoulas", postal_codes="29470")
    CollectivityFactory(code="29190", name="Plougonvelin", postal_codes="29217")

    content = client.get("/recherche/", {"q": query}).content.decode()

    assert "/communes/29189-plougastel-daoulas/" in content
    assert "plougonvelin" not in content


@pytest.mark.parametrize(
    "query", ["wifi Plouézec", "plouezec telecentre", "commune de Plouézec", "les cours à plouézec"]
)
def test_a_commune_among_other_words_is_proposed(query: str, client: Client) -> None:
    CollectivityFactory(code="22214", name="Plouézec", population=3_200)
    CollectivityFactory(code="62182", name="Cours", population=120)
    page = client.get("/recherche/", {"q": query}).text
    assert "/communes/22214-plouezec/" in page
    assert "/communes/62182-cours/" not in page


def test_an_article_is_part_of_the_name_among_other_words(client: Client) -> None:
    CollectivityFactory(code="97407", name="Le Port", population=32_000)
    assert "97407-le-port" not in client.get("/recherche/", {"q": "port numérique"}).text
    assert "97407-le-port" in client.get("/recherche/", {"q": "le port numérique"}).text


def test_a_commune_of_the_very_name_comes_before_those_that_begin_with_it(client: Client) -> None:
    CollectivityFactory(code="29019", name="Brestot", population=900_000)
    CollectivityFactory(code="29020", name="Brest", population=140)

    content = client.get("/recherche/", {"q": "brest"}).content.decode()

    assert content.index("29020-brest/") < content.index("29019-brestot/")


def test_htmx_receives_the_results_alone(client: Client) -> None:
    content = client.get("/recherche/", {"q": "a"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in content
    assert 'id="res"' in content
    assert 'hx-swap-oob="innerHTML">Aucun résultat' in content


def test_a_cache_keeps_the_page_and_its_part_apart(client: Client) -> None:
    assert "HX-Request" in client.get("/recherche/").headers["Vary"]


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


@pytest.mark.parametrize("query", ["lanterne", "lanterne xylophone"])
def test_the_page_costs_little_where_french_stands_in(query: str, client: Client) -> None:
    indexed(3, title="Une lanterne")
    client.get("/en/recherche/", {"q": query})
    with CaptureQueriesContext(connection) as captured:
        client.get("/en/recherche/", {"q": query})
    assert len(captured) <= 12, [query["sql"][:120] for query in captured]


@pytest.mark.parametrize(
    ("query", "is_offered"),
    [("", True), ("?nature=", True), ("?inconnu=1", True), ("?q=phare", False), ("?etape=projet", False),
     ("?page=2", False), ("?vue=carte", False), ("?tri=nom", False)],
)  # fmt: skip
def test_search_engines_are_offered_the_whole_list_alone(query: str, is_offered: bool, client: Client) -> None:
    content = client.get(f"/recherche/{query}").text
    assert ('name="robots" content="noindex, follow"' in content) is not is_offered
