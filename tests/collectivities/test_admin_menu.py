"""No role is shown an entry of the menu that does not open."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from html5lib import parse

from collectivities.enums import Role
from tests.factories import CollectivityPageFactory, InitiativePageFactory, MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")]


@pytest.fixture
def contributor(member: Any) -> Any:
    return MembershipFactory(collectivity=member.membership.collectivity, role=Role.CONTRIBUTOR).user


def entries(client: Client) -> dict[str, str]:
    """The address of every entry of the sidebar, submenus included, as the browser receives it."""
    document = parse(client.get(reverse("wagtailadmin_home")).content.decode(), namespaceHTMLElements=False)
    props = next(e for e in document.iter("script") if e.get("id") == "wagtail-sidebar-props")
    return {entry["label"]: entry["url"] for entry in dictionaries(json.loads(props.text)) if entry.get("url")}


def dictionaries(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from dictionaries(item)


@pytest.mark.parametrize(("role", "least"), [("superuser", 20), ("association", 14), ("member", 4), ("contributor", 4)])
def test_every_entry_opens(role: str, least: int, member: Any, request: Any, client_of: Any) -> None:
    InitiativePageFactory(parent=member.page)
    client = client_of(request.getfixturevalue(role))
    found = {label: url for label, url in entries(client).items() if url != "#"}
    assert len(found) >= least
    answers = {label: arrival(client, url) for label, url in found.items()}
    # Wagtail's way to refuse is to lead back to the dashboard.
    assert {label: answer for label, answer in answers.items() if answer not in {"200", f"200 {found[label]}"}} == {}


def arrival(client: Client, url: str) -> str:
    """The answer at the end of the way, and where it was when that is the dashboard."""
    response = client.get(url, follow=True)
    path = response.request["PATH_INFO"]
    return f"{response.status_code} {path}" if path == reverse("wagtailadmin_home") else str(response.status_code)


def test_a_menu_leads_to_no_other_site(superuser_client: Client) -> None:
    assert [url for url in entries(superuser_client).values() if not url.startswith(("/", "#"))] == []


def test_a_member_goes_straight_to_her_commune(member: Any, member_client: Client) -> None:
    found = entries(member_client)
    assert found["Ma commune"] == reverse("wagtailadmin_explore", args=[member.page.pk])
    assert not {"Pages", "Rapports", "Paramètres", "Membres"} & set(found)


def test_a_member_is_offered_no_action_on_several_pages(member: Any, member_client: Client, association: Any) -> None:
    InitiativePageFactory(parent=member.page)
    address = reverse("wagtailadmin_explore", args=[member.page.pk])
    assert "data-bulk-action-checkbox" not in member_client.get(address).content.decode()
    client = Client()
    client.force_login(association)
    assert "data-bulk-action-checkbox" in client.get(address).content.decode()


def test_a_member_of_two_communes_chooses(member: Any, member_client: Client) -> None:
    second = CollectivityPageFactory()
    MembershipFactory(user=member, collectivity=second.collectivity)
    address = entries(member_client)["Mes communes"]
    content = member_client.get(address, follow=True).content.decode()
    assert member.page.title in content
    assert second.title in content


def test_the_association_keeps_the_tree(association_client: Client) -> None:
    found = entries(association_client)
    assert "Pages" in found
    assert "Membres" in found
    assert not {"Ma commune", "Utilisateurs", "Groupes", "Sites", "Langues", "Collections"} & set(found)


def test_an_association_editor_who_also_works_for_a_commune_keeps_the_tree(member: Any, client_of: Any) -> None:
    editor = UserFactory(association=True)
    MembershipFactory(user=editor, collectivity=member.membership.collectivity)
    assert "Pages" in entries(client_of(editor))
