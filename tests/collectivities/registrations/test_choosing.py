"""The first step: finding one's collectivité."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import CollectivityFactory, CollectivityPageFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/inscription/"


def names(page: str) -> list[str]:
    return re.findall(r"<strong>([^<]+)</strong>", page.partition("<main")[2])


@pytest.mark.parametrize("typed", ["Plouézec", "plouezec", "PLOUEZEC", "22990", "22214", " plouézec ", "Plouézec\x00"])
def test_a_name_a_postal_code_and_a_code_lead_on(client: Client, typed: str) -> None:
    CollectivityFactory(code="22214", name="Plouézec", postal_codes="22990")
    CollectivityFactory(code="22113", name="Lannion", postal_codes="22300")
    assert client.get(ADDRESS, {"q": typed}).headers["Location"] == "/inscription/communes/22214/"


def test_homonyms_are_told_apart_the_largest_first(client: Client) -> None:
    for code, population, name in (("33281", 78_090, "Gironde"), ("16216", 805, "Charente"), ("17229", 237, "Aunis")):
        departement = CollectivityFactory(is_departement=True, code=code[:2], name=name)
        CollectivityFactory(code=code, name="Mérignac", population=population, departement=departement)
    page = client.get(ADDRESS, {"q": "merignac"}).text
    assert re.findall(r"/inscription/communes/(\d+)/", page) == ["33281", "16216", "17229"]
    assert page.index("Gironde") < page.index("Charente") < page.index("Aunis")


def test_a_commune_comes_before_the_larger_ones_of_its_name(client: Client) -> None:
    CollectivityFactory(code="22214", name="Saint-Martin", population=10)
    CollectivityFactory(is_region=True, code="99", name="Saint-Martin", population=1_000)
    page = client.get(ADDRESS, {"q": "st martin"}).text
    assert page.index("/inscription/communes/22214/") < page.index("/inscription/regions/99/")


def test_a_registered_one_says_so(client: Client) -> None:
    CollectivityPageFactory(collectivity__code="22214", collectivity__name="Plouézec")
    CollectivityFactory(code="22215", name="Plouézoc’h")
    page = client.get(ADDRESS, {"q": "ploué"}).text
    assert page.count("· déjà inscrite") == 1


def test_what_is_found_nowhere_is_told(client: Client) -> None:
    page = client.get(ADDRESS, {"q": "<b>xylophone</b>"}).text
    assert "Aucune collectivité ne répond à « &lt;b&gt;xylophone&lt;/b&gt; »" in page.replace("\xa0", " ")


@pytest.mark.parametrize("typed", ["", " ", "a", "\x00", '"', "%", "_", "x" * 10_000])
def test_odd_words_are_no_error(client: Client, typed: str) -> None:
    assert client.get(ADDRESS, {"q": typed}).status_code == 200
    assert client.get("/inscription/suggestions/", {"q": typed}).status_code == 200


def test_suggestions_are_options_that_lead_on(client: Client) -> None:
    CollectivityFactory(code="22214", name="Plouézec")
    part = client.get("/inscription/suggestions/", {"q": "plou"}).text
    assert 'role="option"' in part
    assert 'href="/inscription/communes/22214/"' in part
    assert names(f"<main{part}") == ["Plouézec"]


def test_a_hundred_that_answer_cost_no_more_queries_than_two(client: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(ADDRESS, {"q": "plou"})
        return len(queries)

    for number in range(2):
        CollectivityFactory(code=f"2240{number}", name=f"Plouvara {number}")
    client.get(ADDRESS, {"q": "plou"})
    few = count()
    for number in range(100):
        CollectivityFactory(code=f"23{number:03}", name=f"Plouvara {number}")
    assert count() == few <= 12


@pytest.mark.parametrize(
    "address",
    [
        "/inscription/communes/99999/",
        "/inscription/villes/22214/",
        "/inscription/communes/222140000000/",
        "/inscription/communes/plouezec/",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    CollectivityFactory(code="22214")
    assert client.get(address).status_code == 404
    assert client.post(address).status_code in {404, 405}


def test_a_former_code_leads_to_the_commune_it_is_part_of(client: Client) -> None:
    CollectivityFactory(code="22214", name="Plouézec", former_codes="22999")
    assert "Plouézec" in client.get("/inscription/communes/22999/").text
