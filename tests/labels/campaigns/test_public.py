"""« /label/2027/questionnaire/ »: the method of a year, once the call is made."""

import datetime
from typing import Any

import pytest
import time_machine

from labels.campaigns.errata import publish
from labels.campaigns.opening import open_call, withdraw_call
from labels.models import Campaign, Section
from tests.factories import UserFactory
from tests.labels.factories import CLOSES, OPENS

pytestmark = pytest.mark.django_db
ADDRESS = "/label/2027/questionnaire/"
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def called(prepared: Campaign) -> Campaign:
    with time_machine.travel(OPENS.replace(month=3), tick=False):
        return open_call(prepared.pk, UserFactory())


def _text(client: Any, address: str = ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode()).replace("\xa0", " ")


def test_nobody_reads_it_before_the_first_second_of_the_call(called: Campaign, client: Any) -> None:
    with time_machine.travel(OPENS - SECOND, tick=False):
        assert client.get(ADDRESS).status_code == 404
        assert ADDRESS not in client.get("/sitemap.xml").content.decode()
    with time_machine.travel(OPENS, tick=False):
        assert "Le questionnaire du label 2027" in _text(client)
        assert ADDRESS in client.get("/sitemap-label-1.xml").content.decode()


@pytest.mark.usefixtures("autumn")
def test_a_campaign_in_preparation_is_not_public(prepared: Campaign, client: Any) -> None:
    assert client.get(ADDRESS).status_code == 404
    assert client.get("/label/1999/questionnaire/").status_code == 404


@pytest.mark.usefixtures("autumn")
def test_it_says_what_is_asked_what_it_weighs_and_how_it_is_marked(called: Campaign, client: Any) -> None:
    text = _text(client)
    assert "Combien de lieux ouverts à tous" in text
    assert "coefficient 3" in text
    assert "20 points, tous acquis à partir de 1" in text
    assert "Accueil de celles et ceux qui ont du mal" in text
    assert "Trois arobases" in text
    assert "12 novembre 2026" in text
    assert "Pour les communes de moins de 3 500 habitants." in text
    assert "Un nombre d’initiatives publiées : 2 au moins" in text


@pytest.mark.usefixtures("autumn")
def test_a_class_and_a_path_are_chosen(called: Campaign, client: Any) -> None:
    town = called.questionnaires.get(name="Ville")
    assert "Combien d’années gardez-vous un ordinateur" not in _text(client)
    full = _text(client, f"{ADDRESS}?classe={town.pk}")
    assert "Combien d’années gardez-vous un ordinateur" in full
    assert "Aussi sur le parcours court." in full
    short = _text(client, f"{ADDRESS}?classe={town.pk}&parcours=short")
    assert "Combien d’années gardez-vous un ordinateur" not in short
    assert "19 questions, environ 15 minutes" in short


@pytest.mark.usefixtures("autumn")
@pytest.mark.parametrize("query", ["classe=0", "classe=x", "classe="])
def test_a_class_that_is_not_of_the_year_is_not_found(called: Campaign, client: Any, query: str) -> None:
    assert client.get(f"{ADDRESS}?{query}").status_code == 404


def test_it_no_longer_invites_to_apply_from_the_second_of_the_closing(called: Campaign, client: Any) -> None:
    with time_machine.travel(CLOSES - SECOND, tick=False):
        assert "Préparer mon dossier" in _text(client)
    with time_machine.travel(CLOSES + SECOND, tick=False):
        assert "Préparer mon dossier" not in _text(client)


@pytest.mark.usefixtures("autumn")
def test_an_erratum_and_a_withdrawal_are_seen_at_once(
    called: Campaign, client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    _text(client)
    question = Section.objects.filter(code="acces-public").first().questions.first()
    with django_capture_on_commit_callbacks(execute=True):
        publish(called.pk, question, "Il faut lire : des lieux chauffés.", UserFactory())
    assert "des lieux chauffés" in _text(client)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_call(called.pk, UserFactory(), "Trop tôt.")
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.usefixtures("autumn")
def test_it_costs_the_same_whatever_is_asked(called: Campaign, client: Any, django_assert_max_num_queries: Any) -> None:
    _text(client, f"{ADDRESS}?parcours=full")
    with django_assert_max_num_queries(16):
        _text(client, f"{ADDRESS}?parcours=short")
    with django_assert_max_num_queries(16):
        _text(client, f"{ADDRESS}?x=1")


@pytest.mark.usefixtures("autumn")
@pytest.mark.parametrize("language", ["en", "br"])
def test_it_is_read_in_every_language_of_the_interface(called: Campaign, client: Any, language: str) -> None:
    text = _text(client, f"/{language}{ADDRESS}")
    assert 'lang="fr"' in text


def test_nothing_of_the_result_is_told(called: Campaign, client: Any) -> None:
    with time_machine.travel(CLOSES.replace(month=12), tick=False):
        before = _text(client)
    Campaign.objects.filter(pk=called.pk).update(settled_at=CLOSES.replace(month=12))
    with time_machine.travel(CLOSES.replace(month=12), tick=False):
        assert _text(client, f"{ADDRESS}?y=1").replace("?y=1", "") == before
