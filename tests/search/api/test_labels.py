"""``/api/v1/labels``: the history of a collectivité, the palmarès of a year."""

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from labels.models import Withdrawal
from search.api import labels
from tests.factories import CollectivityFactory
from tests.labels.factories import AwardFactory, CampaignFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def awards():
    brest = CollectivityFactory(code="29019", name="Brest", departement=CollectivityFactory(
        is_departement=True, code="29", name="Finistère"
    ))  # fmt: skip
    first = CampaignFactory(year=2006, is_past=True)
    return [
        AwardFactory(campaign=first, collectivity=brest, symbols=5),
        AwardFactory(collectivity=brest, symbols=4),
        AwardFactory(collectivity=CollectivityFactory(code="22214", name="Plouézec")),
    ]


def given(client, query=""):
    response = client.get(f"/api/v1/labels{query}")
    assert response.status_code == 200
    return json.loads(response.content)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [(2006, "29019"), (2007, "22214"), (2007, "29019")]),
        ("?code=29019", [(2006, "29019"), (2007, "29019")]),
        ("?annee=2007&arobases=4", [(2007, "29019")]),
        ("?departement=22", [(2007, "22214")]),
        ("?region=53&annee=2006", [(2006, "29019")]),
        ("?annee=2050", []),
        ("?arobases=0", []),
    ],
)
def test_it_is_narrowed_by_what_is_asked(client, awards, query, found):
    answer = given(client, query)
    assert [(row["annee"], row["code"]) for row in answer["resultats"]] == found
    assert answer["total"] == len(found)


def test_it_says_which_label_was_taken_back(client, awards, django_capture_on_commit_callbacks):
    assert {row["retire_le"] for row in given(client)["resultats"]} == {None}
    with django_capture_on_commit_callbacks(execute=True):
        Withdrawal.objects.create(award=awards[0], reason="Le dossier d’une autre.")
    today = str(timezone.localdate())
    assert [row["retire_le"] for row in given(client)["resultats"]] == [today, None, None]


def test_it_gives_what_the_dataset_gives(client, awards, in_json):
    assert given(client)["resultats"] == in_json("labels")


def test_its_pages_lead_to_each_other(client, awards, monkeypatch):
    monkeypatch.setattr(labels, "PER_PAGE", 2)
    first = given(client, "?region=53")
    assert first["suivante"] == "http://testserver/api/v1/labels?region=53&page=2"
    second = given(client, "?region=53&page=2")
    assert (len(second["resultats"]), second["suivante"]) == (1, None)


@pytest.mark.parametrize("query", ["?an=2007", "?annee=1998", "?arobases=6", "?code=x", "?region=Bretagne", "?page=0"])
def test_what_makes_no_sense_is_refused(client, query):
    assert client.get(f"/api/v1/labels{query}").status_code == 422


def test_as_many_queries_for_many_as_for_few(client, awards):
    def asked():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            given(client)
        return len(queries)

    few = asked()
    for _number in range(30):
        AwardFactory()
    assert asked() == few <= 8
