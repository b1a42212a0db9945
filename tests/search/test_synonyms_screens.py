"""The association's screens for synonyms: what is listed, what is refused, and that a change is found at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from search.facade import search
from search.models import Synonyms
from search.request import SearchRequest
from tests.factories import InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db

LIST, ADD, EDIT, DELETE = (f"wagtailsnippets_search_synonyms:{name}" for name in ("list", "add", "edit", "delete"))


def errors(client: Client, text: str, row: Synonyms | None = None) -> list[str]:
    """What the form says beside the field; nothing once it is saved."""
    address = reverse(EDIT, args=[row.pk]) if row else reverse(ADD)
    response = client.post(address, {"expressions": text})
    return [] if response.status_code == 302 else list(response.context["form"].errors["expressions"])


def test_the_list_shows_and_finds_whatever_the_accents(association_client: Client) -> None:
    Synonyms.objects.create(expressions="Médiateur numérique\nconseiller numérique")
    content = association_client.get(reverse(LIST), {"q": "MEDIATEUR num"}).content.decode()
    assert "Médiateur numérique = conseiller numérique" in content
    assert "médiathèque" not in content
    assert "médiathèque = bibliothèque" in association_client.get(reverse(LIST), {"q": "mediatheque"}).content.decode()


def test_the_form_explains(association_client: Client) -> None:
    content = association_client.get(reverse(ADD)).content.decode()
    assert "Qui cherche l’une de ces expressions trouve aussi les autres." in content
    assert "Une par ligne" in content


def test_what_is_saved_is_found_at_once_and_forgotten_once_deleted(
    association_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    index(InitiativePageFactory(title="Le bus des écrans"))
    assert search(SearchRequest(query="autocar", is_exact=True)).total == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert errors(association_client, "  Autocar \r\n\r\n bus\r\ncar   scolaire\r\n") == []
    row = Synonyms.objects.get(expressions="Autocar\nbus\ncar scolaire")
    assert search(SearchRequest(query="autocar", is_exact=True)).total == 1
    with django_capture_on_commit_callbacks(execute=True):
        association_client.post(reverse(DELETE, args=[row.pk]))
    assert search(SearchRequest(query="autocar", is_exact=True)).total == 0


@pytest.mark.parametrize("text", ["seul", "pareil\nPAREIL", "Le bus\nles bus", "E.P.I.\nEPI", "\n\nseul\n"])
def test_one_expression_is_not_enough(text: str, association_client: Client) -> None:
    before = Synonyms.objects.count()
    assert "au moins deux expressions différentes" in errors(association_client, text)[0]
    assert Synonyms.objects.count() == before


def test_twenty_expressions_of_a_hundred_characters_are_the_most(association_client: Client) -> None:
    long = "a" * 100
    assert errors(association_client, "\n".join([long, *(f"mot{number}" for number in range(19))])) == []
    assert errors(association_client, "\n".join(f"terme{number}" for number in range(21))) == [
        "Au plus 20 expressions : il y en a 21."
    ]
    assert errors(association_client, f"court\n{'b' * 101}") == [
        f"« {'b' * 40}… » a 101 caractères : au plus 100 par expression."
    ]


def test_an_expression_needs_a_word(association_client: Client) -> None:
    assert errors(association_client, "autocar\n!!\nbus") == ["« !! » ne contient aucun mot."]


def test_what_another_row_holds_is_refused_and_the_row_named(association_client: Client) -> None:
    Synonyms.objects.create(expressions="Médiateur numérique\nconseiller numérique")
    [error] = errors(association_client, "aidant\nmediateur  NUMERIQUE")
    assert error.startswith("« mediateur NUMERIQUE » est déjà dans une autre ligne de synonymes")
    assert error.endswith(" : Médiateur numérique = conseiller numérique.")


def test_a_row_may_be_saved_again(association_client: Client) -> None:
    for row in Synonyms.objects.all():
        assert errors(association_client, row.expressions, row) == []


def test_an_invisible_character_is_refused(association_client: Client) -> None:
    assert "caractère invisible" in errors(association_client, "autocar\nb\u202eus")[0]


def test_the_menu_leads_there(association_client: Client, member_client: Client) -> None:
    address = reverse(LIST)
    assert address in association_client.get(reverse("wagtailadmin_home")).content.decode()
    assert address not in member_client.get(reverse("wagtailadmin_home")).content.decode()
