"""``/api/v1/collectivites``: every collectivité of France, and what is public of the registered ones."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.api import collectivities
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/collectivites"


@pytest.fixture
def france():
    """A registered commune, two that are not, their département, région and intercommunalité."""
    kreiz = CollectivityFactory(intercommunal=True)
    page = CollectivityPageFactory(
        collectivity=CollectivityFactory(code="22214", name="Plouézec", intercommunality=kreiz)
    )
    CollectivityFactory(code="22162", name="Paimpol", postal_codes="22500", former_codes="22999")
    morbihan = CollectivityFactory(kind="departement", code="56", name="Morbihan", departement=None)
    CollectivityFactory(code="56260", name="Vannes", postal_codes="56000", departement=morbihan)
    return page


def asked(client, query=""):
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200, response.text
    return json.loads(response.content)


def names(client, query=""):
    return [row["nom"] for row in asked(client, query)["resultats"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?genre=commune", ["Paimpol", "Plouézec", "Vannes"]),
        ("?q=plou", ["Plouézec"]),
        ("?q=22500", ["Paimpol"]),
        ("?q=22999", ["Paimpol"]),
        ("?q=22214", ["Plouézec"]),
        ("?genre=commune&departement=56", ["Vannes"]),
        ("?genre=departement", ["Côtes-d'Armor", "Morbihan"]),
        ("?genre=region", ["Bretagne"]),
        ("?genre=intercommunalite&region=53", ["Communauté de communes du Kreiz"]),
        ("?inscrites=true", ["Plouézec"]),
        ("?inscrites=1&departement=56", []),
    ],
)
def test_the_filters(client, france, query, expected):
    assert names(client, query) == expected
    assert asked(client, query)["total"] == len(expected)


def test_pages_lead_to_one_another(client, france, monkeypatch):
    monkeypatch.setattr(collectivities, "PER_PAGE", 2)
    first = asked(client, "?genre=commune")
    second = asked(client, first["suivante"].removeprefix(f"http://testserver{ADDRESS}"))

    assert (first["pages"], len(first["resultats"]), len(second["resultats"])) == (2, 2, 1)
    assert (first["precedente"], second["suivante"]) == (None, None)
    assert second["precedente"] == f"http://testserver{ADDRESS}?genre=commune&page=1"
    assert asked(client, "?page=900")["resultats"] == []


def test_a_registered_one_is_given_as_in_the_dataset(client, france, in_json):
    InitiativePageFactory(parent=france)

    (row,) = in_json("collectivites")
    assert asked(client, "/22214") == {"inscrite": True, **row}


def test_one_that_is_not_registered_is_given_too(client, france):
    given = asked(client, "/22162")

    assert (given["nom"], given["inscrite"], given["inscrite_le"], given["initiatives"]) == ("Paimpol", False, None, 0)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/22999", "Paimpol"),
        ("/200067981", "Communauté de communes du Kreiz"),
        ("/22", "Côtes-d'Armor"),
        ("/53?genre=region", "Bretagne"),
    ],
)
def test_every_kind_is_found_by_its_code(client, france, address, name):
    assert asked(client, address)["nom"] == name


@pytest.mark.parametrize("address", ["/22998", "/53", "/22214?genre=region"])
def test_what_there_is_not_is_not_found(client, france, address):
    response = client.get(f"{ADDRESS}{address}")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/bretagne", "code"), ("/22214?nom=x", "nom"), ("?departement=Finist%C3%A8re", "departement"),
        ("?genre=canton", "genre"), ("?nom=plou", "nom"), ("?inscrites=oui!", "inscrites"), (f"?q={'a' * 101}", "q"),
    ],
)  # fmt: skip
def test_what_is_refused_is_named(client, address, parameter):
    response = client.get(f"{ADDRESS}{address}")

    assert response.status_code == 422
    assert [error["parameter"] for error in json.loads(response.content)["errors"]] == [parameter]


def test_as_many_queries_for_many_as_for_few(client, france):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as context:
            client.get(address)
        return len(context)

    addresses = [ADDRESS, f"{ADDRESS}?inscrites=true", f"{ADDRESS}/22214"]
    few = [queries(address) for address in addresses]
    for _number in range(12):
        InitiativePageFactory(parent=CollectivityPageFactory())

    assert [queries(address) for address in addresses] == few
    assert max(few) <= 4
