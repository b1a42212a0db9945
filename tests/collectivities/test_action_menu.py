"""The buttons under the form: what a member finds first, and by what name."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from html5lib import parse
from wagtail.models import Page

from tests.admin import form, submit
from tests.factories import InitiativePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(member: Any) -> Any:
    return InitiativePageFactory(parent=member.page, live=False, title="Le bus")


def editor(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def buttons(client: Client, address: str) -> list[str]:
    """What the buttons of the footer say, the big one first."""
    document = parse(client.get(address).content.decode(), namespaceHTMLElements=False)
    footer = next(e for e in document.iter("footer"))
    words = [" ".join("".join(e.itertext()).split()) for e in footer.iter("button")]
    return [text for text in words if text not in {"", "Plus d'actions"}]


def test_a_member_submits_first_and_saves_from_the_menu(member_client: Client, draft: Any) -> None:
    assert buttons(member_client, editor(draft)) == ["Soumettre à la relecture", "Enregistrer le brouillon"]


def test_so_it_is_on_a_sheet_that_is_not_yet_there(member: Any, member_client: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["initiatives", "initiativepage", member.page.pk])
    assert buttons(member_client, address) == ["Soumettre à la relecture", "Enregistrer le brouillon"]


def test_the_enter_key_sends_nothing_to_the_association(member_client: Client, draft: Any) -> None:
    content = member_client.get(editor(draft)).content.decode()
    document = parse(content, namespaceHTMLElements=False)
    page_form = next(e for e in document.iter("form") if e.get("id") == "page-edit-form")
    first = next(e for e in page_form.iter("button") if e.get("type") == "submit")
    assert first.get("name") is None
    assert "disabled" not in first.attrib


def test_a_page_being_read_is_not_withdrawn_by_the_big_button(member: Any, member_client: Client, draft: Any) -> None:
    submit(draft, member)
    assert buttons(member_client, editor(draft)) == ["Page verrouillée", "Retirer de la relecture"]


def test_a_member_may_take_a_page_back(member: Any, member_client: Client, draft: Any) -> None:
    page = submit(draft, member)
    member_client.post(editor(page), form(page.title, **{"action-cancel-workflow": "1"}))
    assert not Page.objects.get(pk=page.pk).workflow_in_progress


def test_a_page_being_read_says_so_in_plain_words(member: Any, member_client: Client, draft: Any) -> None:
    submit(draft, member)
    content = member_client.get(editor(draft)).content.decode()
    assert "Cette page est en relecture : l’association vous répondra par courriel." in content
    assert "Ce(tte)" not in content


def test_the_association_keeps_saving_first(member: Any, association_client: Client, draft: Any) -> None:
    assert buttons(association_client, editor(draft))[0] == "Enregistrer le brouillon"
    submit(draft, member)
    found = buttons(association_client, editor(draft))
    assert found[0] == "Enregistrer le brouillon"
    assert "Retirer de la relecture" in found
