"""« Aide »: answers that the association writes, and the button beside each in the space of a commune."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.enums import HelpAction
from home.help.actions import ADDRESSES
from home.help.texts import blocks_in
from home.models import FreePage, HelpPage
from home.setup import set_up_portal
from tests.factories import CollectivityPageFactory, MembershipFactory, RegionalProgrammePageFactory

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "en", "br")
SPACE = "/espace/communes/22046/"


def of_language(language: str) -> HelpPage:
    page: HelpPage = HelpPage.objects.get(locale__language_code=language)
    return page


def main(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text.partition("<main")[2].partition("</main")[0]


def buttons(page: str) -> dict[str, str]:
    """By question, where its button leads."""
    found = re.findall(r"<summary>(.+?) <svg.+?</summary>(.+?)</details>", page, re.DOTALL)
    return {question: re.findall(r'<a class="btn[^"]*" href="([^"]+)"', rest)[0] for question, rest in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_portal_answers_the_same_questions_in_every_language(client: Client, language: str) -> None:
    french, here = blocks_in("fr"), blocks_in(language)
    assert [kind for kind, _value in here] == [kind for kind, _value in french]
    actions = [value["action"] for kind, value in here if kind == "question"]
    assert actions == [value["action"] for kind, value in french if kind == "question"]
    assert set(actions) <= set(HelpAction.values)
    page = main(client, "/aide/" if language == "fr" else f"/{language}/aide/")
    assert page.count("<details") == len(actions) >= 8
    assert of_language(language).summary[:20] in page.replace("\xa0", " ")


def test_everybody_reads_the_answers_without_the_buttons_of_a_commune(client: Client, member_client: Client) -> None:
    for reader in (client, member_client):
        page = main(reader, "/aide/")
        assert "cinq questions, cinq minutes" in page
        assert "/espace/communes/" not in page
        assert 'href="/espace/"' in page
        assert 'href="/contact/"' in page


def test_every_action_leads_somewhere_that_opens(member_client: Client, member: Any) -> None:
    assert set(ADDRESSES) == set(HelpAction)
    for read in ADDRESSES.values():
        assert member_client.get(read(member.membership.collectivity)).status_code == 200


def test_in_the_space_each_answer_has_its_button(member_client: Client) -> None:
    found = buttons(main(member_client, f"{SPACE}aide/").replace("\xa0", " "))
    assert found["Comment présenter une initiative ?"] == f"{SPACE}initiatives/nouvelle/"
    assert found["Comment inviter un·e collègue ?"] == f"{SPACE}equipe/"
    assert found["Je quitte la mairie : comment partir ?"] == f"{SPACE}equipe/quitter/"
    assert found["Comment récupérer ou effacer mes données ?"] == "/mon-compte/"
    assert len(found) == sum(kind == "question" for kind, _value in blocks_in("fr"))


def test_the_tab_is_the_last_one(member_client: Client) -> None:
    tabs = main(member_client, SPACE).partition('class="tabs"')[2].partition("</nav>")[0]
    assert re.findall(r'<li><a href="[^"]+"[^>]*>([^<]+)', tabs) == [
        "À faire", "Label", "Messages", "Heures", "Statistiques", "Équipe", "Aide",
    ]  # fmt: skip


def test_what_the_association_writes_is_read_at_once_in_both_places(client: Client, member_client: Client) -> None:
    page = of_language("fr")
    page.questions = [
        ("question", {"question": "Qui paie ?", "answer": "<p>Personne : c’est gratuit.</p>", "action": ""}),
        ("question", {"question": "Où écrire ?", "answer": "<p>Ici.</p>", "action": "messages"}),
    ]
    page.save_revision().publish()
    set_up_portal()
    for found in (main(client, "/aide/"), main(member_client, f"{SPACE}aide/")):
        assert "c’est gratuit" in found
        assert "cinq minutes" not in found
    space = main(member_client, f"{SPACE}aide/")
    assert f'href="{SPACE}messages/"' in space.partition("Où écrire")[2]
    assert "btn" not in space.partition("Qui paie")[2].partition("</details>")[0]


def test_what_is_typed_is_text(member_client: Client) -> None:
    page = of_language("fr")
    page.questions = [("question", {"question": "<script>alert(1)</script>", "answer": "<p>Non.</p>", "action": ""})]
    page.save_revision().publish()
    assert "<script>alert(1)" not in main(member_client, f"{SPACE}aide/")


@pytest.mark.parametrize("language", ["en", "br"])
def test_the_answers_are_in_the_language_of_the_reader_else_in_french(member_client: Client, language: str) -> None:
    own = of_language(language)
    assert own.summary[:20] in main(member_client, f"/{language}{SPACE}aide/")
    own.unpublish()
    assert "cinq questions, cinq minutes" in main(member_client, f"/{language}{SPACE}aide/")


def test_without_answers_the_association_is_still_there(member_client: Client) -> None:
    for page in HelpPage.objects.all():
        page.delete()
    page = main(member_client, f"{SPACE}aide/")
    assert "n’a pas encore écrit ses réponses" in page
    assert 'href="/contact/"' in page


def test_an_editors_page_at_the_address_is_left_alone(home: Any, client: Client) -> None:
    for page in HelpPage.objects.all():
        page.delete()
    home.add_child(instance=FreePage(title="Notre aide", slug="aide", locale=home.locale))
    set_up_portal()
    assert not HelpPage.objects.exists()
    assert "Notre aide" in main(client, "/aide/")


@pytest.mark.parametrize("name", ["member_client", "association_client"])
def test_the_help_of_the_editor_leads_there(request: pytest.FixtureRequest, name: str) -> None:
    client: Client = request.getfixturevalue(name)
    page = client.get(reverse("wagtailadmin_home")).text
    assert '"url": "/aide/"' in page
    assert r"Questions et r\u00e9ponses" in page


def test_the_number_of_queries_does_not_depend_on_the_answers(member_client: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert member_client.get(f"{SPACE}aide/").status_code == 200
        return len(queries)

    count()
    few = count()
    page = of_language("fr")
    page.questions = [*blocks_in("fr"), *blocks_in("fr"), *blocks_in("fr")]
    page.save_revision().publish()
    count()
    assert count() == few
    assert few <= 15


def test_the_partner_of_the_region_is_named(client_of: Any) -> None:
    membership = MembershipFactory(collectivity=CollectivityPageFactory().collectivity)
    client = client_of(membership.user)
    address = f"/espace/communes/{membership.collectivity.code}/aide/"
    assert "accompagne aussi" not in main(client, address)
    programme = RegionalProgrammePageFactory(region=membership.collectivity.region)
    cache.clear()
    page = main(client, address)
    assert "Mégalis Bretagne accompagne aussi" in page
    assert f'href="{programme.url}"' in page
