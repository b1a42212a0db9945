"""``/communes/`` and its sisters: found by name, code or territory; filters stand in the address, and go by a chip."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collectivities import views
from collectivities.enums import CollectivityKind
from collectivities.listing import Asked, matching
from collectivities.models import Collectivity
from collectivities.names import search_key, slugify_name, sort_key
from portal import pagination
from tests.factories import CollectivityFactory, CollectivityPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _communes(db: None) -> None:
    morbihan = CollectivityFactory(is_departement=True, code="56", name="Morbihan")
    marne = CollectivityFactory(
        is_departement=True,
        code="94",
        name="Val-de-Marne",
        region=CollectivityFactory(is_region=True, code="11", name="Île-de-France"),
    )
    CollectivityFactory(code="22046", name="Le Mené", postal_codes="22330 22210", former_codes="22102")
    CollectivityFactory(code="22278", name="Saint-Brieuc", postal_codes="22000")
    CollectivityFactory(code="56083", name="Hennebont", postal_codes="56700", departement=morbihan)
    CollectivityFactory(code="94038", name="L'Haÿ-les-Roses", departement=marne, region=marne.region)
    CollectivityFactory(code="22343", name="Tréguier", postal_codes="22220")


def names(client: Client, path: str = "/communes/", **query: str) -> list[str]:
    return [collectivity.name for collectivity in client.get(path, query).context["page_obj"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Hennebont", "Hennebont"),
        ("hennebont", "Hennebont"),
        ("henn", "Hennebont"),
        ("56700", "Hennebont"),
        ("56083", "Hennebont"),
        ("L'Haÿ-les-Roses", "L'Haÿ-les-Roses"),
        ("l’hay les roses", "L'Haÿ-les-Roses"),
        ("l hay", "L'Haÿ-les-Roses"),
        ("haÿ", "L'Haÿ-les-Roses"),
        ("roses", "L'Haÿ-les-Roses"),
        ("mene", "Le Mené"),
        ("Le Mené", "Le Mené"),
        ("22210", "Le Mené"),
        ("22102", "Le Mené"),
        ("St Brieuc", "Saint-Brieuc"),
        ("SAINT BRIEUC", "Saint-Brieuc"),
        ("treguier", "Tréguier"),
        ("Tre\u0301guier", "Tréguier"),
        ("  tréguier ", "Tréguier"),
    ],
)
def test_what_is_typed_finds_the_commune(typed: str, found: str, client: Client) -> None:
    assert names(client, q=typed) == [found]


@pytest.mark.parametrize("typed", ['"', "*", "\\", "\x00", "%", "_", "ennebont", "2220", "'; DROP TABLE", "é" * 10_000])
def test_nothing_typed_breaks_it(typed: str, client: Client) -> None:
    response = client.get("/communes/", {"q": typed})
    assert response.status_code == 200
    assert len(response.context["asked"].query) <= 100


def test_names_sort_without_accents_or_article(client: Client) -> None:
    assert names(client) == ["L'Haÿ-les-Roses", "Hennebont", "Le Mené", "Saint-Brieuc", "Tréguier"]
    assert sort_key("L'Haÿ-les-Roses") == "hay les roses"
    assert slugify_name("L'Haÿ-les-Roses") == "l-hay-les-roses"
    assert search_key("L'") == sort_key("L'")


def test_registered_ones_come_first_and_may_be_alone(client: Client) -> None:
    CollectivityPageFactory(collectivity=Collectivity.objects.get(code="22343"))
    assert names(client)[0] == "Tréguier"
    assert names(client, inscrites="1") == ["Tréguier"]


def test_by_departement_and_region(client: Client) -> None:
    assert names(client, departement="56") == ["Hennebont"]
    assert names(client, region="11") == ["L'Haÿ-les-Roses"]
    assert names(client, region="53", q="tre") == ["Tréguier"]


@pytest.mark.parametrize("code", ["2a", "2B", "976", " 56 "])
def test_codes_of_corsica_and_overseas_are_codes(code: str, client: Client) -> None:
    assert client.get("/communes/", {"departement": code}).context["asked"].departement == code.strip().upper()


@pytest.mark.parametrize("code", ["", "x", "<b>", "1" * 50, "22 OR 1=1"])
def test_what_is_no_code_is_left_out(code: str, client: Client) -> None:
    response = client.get("/communes/", {"departement": code, "region": code})
    assert response.context["asked"] == Asked()
    assert len(response.context["page_obj"]) == 5


def test_each_filter_is_a_chip_that_takes_it_away(client: Client) -> None:
    response = client.get("/communes/", {"q": "henn", "departement": "56", "region": "53", "inscrites": "1"})
    chips = {chip.label: chip.url for chip in response.context["chips"]}
    assert chips == {
        "« henn »": "?departement=56&region=53&inscrites=1",
        "Morbihan": "?q=henn&region=53&inscrites=1",
        "Bretagne": "?q=henn&departement=56&inscrites=1",
        "Inscrites au portail": "?q=henn&departement=56&region=53",
    }
    content = response.content.decode()
    assert re.search(r'<a class="go f-s" href="\.">Tout effacer</a>', content)
    assert content.count('class="chip"') == 4


def test_without_a_filter_there_is_nothing_to_take_away(client: Client) -> None:
    response = client.get("/communes/")
    assert response.context["chips"] == []
    assert "Tout effacer" not in response.content.decode()


def test_the_last_chip_leads_to_the_bare_list() -> None:
    assert [chip.url for chip in Asked(query="henn").chips([])] == ["."]


def test_nothing_found_says_what_to_try(client: Client) -> None:
    content = client.get("/communes/", {"q": "zzz"}).content.decode()
    assert "Rien de tel ici" in content
    assert 'class="pager' not in content


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/departements/", ["Côtes-d'Armor", "Morbihan", "Val-de-Marne"]),
        ("/regions/", ["Bretagne", "Île-de-France"]),
        ("/intercommunalites/", []),
    ],
)
def test_the_other_lists(path: str, found: list[str], client: Client) -> None:
    assert names(client, path) == found


def test_a_list_of_departements_is_narrowed_by_region(client: Client) -> None:
    assert names(client, "/departements/", region="11") == ["Val-de-Marne"]
    assert client.get("/regions/").context["regions"] == []


def test_pages_keep_the_filters(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PER_PAGE", 1)
    content = client.get("/communes/", {"region": "53"}).content.decode()
    assert 'href="?region=53&amp;page=2"' in content
    assert names(client, region="53", page="2") == ["Le Mené"]


def test_no_page_is_offered_that_would_not_be_given(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PER_PAGE", 1)
    monkeypatch.setattr(pagination, "MAX_PAGES", 3)
    content = client.get("/communes/", {"page": "3"}).content.decode()
    assert "page=4" not in content
    assert "page=2" in content
    assert client.get("/communes/", {"page": "9" * 30}).context["page_obj"].number == 3


CUT = "La liste continue, mais ses pages s’arrêtent à la 3."


@pytest.mark.parametrize(
    ("query", "is_told"),
    [({"page": "3"}, True), ({"page": "4"}, True), ({"page": "2"}, False), ({"region": "11"}, False)],
)
def test_where_the_pages_stop_the_list_is_said_to_go_on(
    query: dict[str, str], is_told: bool, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PER_PAGE", 1)
    monkeypatch.setattr(pagination, "MAX_PAGES", 3)

    content = client.get("/communes/", query).content.decode()

    assert (CUT in content) == ('<a href="#nom">' in content) == is_told


@pytest.mark.parametrize("path", ["/communes/", "/departements/"])
def test_the_list_costs_the_same_for_many(path: str, client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path, {"region": "53"}).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(30):
        CollectivityPageFactory(collectivity=CollectivityFactory(code=f"22{500 + number}"))
    assert queries() == few
    assert few <= 12


def test_matching_asks_for_codes_only_when_it_looks_like_one() -> None:
    assert "former_codes__contains" not in str(matching("henn"))
    assert "former_codes__contains" in str(matching("2A004"))
    assert Collectivity.objects.filter(matching("56 700")).get().kind == CollectivityKind.COMMUNE


def test_homonyms_are_told_apart(client: Client) -> None:
    marne: Any = Collectivity.objects.get(kind=CollectivityKind.DEPARTEMENT, code="94")
    CollectivityFactory(code="94999", name="Hennebont", departement=marne, region=marne.region)
    content = client.get("/communes/", {"q": "hennebont"}).content.decode()
    main = content.partition("<main")[2]
    assert "Morbihan" in main.partition("towns")[2]
    assert "Val-de-Marne" in main.partition("towns")[2]
