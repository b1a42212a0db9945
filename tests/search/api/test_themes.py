"""``/api/v1/themes``: the taxonomy, in three languages."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Theme
from tests.factories import CollectivityPageFactory, InitiativePageFactory, theme

pytestmark = pytest.mark.django_db


def asked(client, query=""):
    response = client.get(f"/api/v1/themes{query}")
    assert response.status_code == 200
    return json.loads(response.content)


def test_the_themes_are_those_of_the_dataset(client, in_json):
    InitiativePageFactory(parent=CollectivityPageFactory(), themes=[theme()])

    rows = in_json("themes")
    assert asked(client) == {"total": len(rows), "resultats": rows}


def test_another_language_has_its_names_and_addresses(client):
    (first, *_others) = asked(client, "?langue=br")["resultats"]

    assert first["nom"] == theme("acces-public", "br").name
    assert first["adresse"] == "http://testserver/br/themes/acces-public/"


def test_what_is_refused_is_named(client):
    response = client.get("/api/v1/themes?langue=de&lang=fr")

    assert response.status_code == 422
    assert "langue" in json.loads(response.content)["detail"]


def test_as_many_queries_for_many_as_for_few(client):
    def queries():
        client.get("/api/v1/themes")
        with CaptureQueriesContext(connection) as context:
            client.get("/api/v1/themes")
        return len(context)

    few = queries()
    for number in range(10):
        Theme.objects.create(name=f"Un thème {number}", slug=f"theme-{number}", locale=theme().locale)

    assert queries() == few == 1
