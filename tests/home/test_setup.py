"""``setup_portal``: a portal that can be opened, made once."""

import io
import re

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from home.models import ContactPage, FreePage, HomePage
from home.setup import set_up_portal
from home.structure import STRUCTURE
from portal.enums import MenuPlace
from portal.models import MenuLink, PortalSettings

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "en", "br")


def state():
    """All that the command makes, as far as a second run could change it."""
    return (
        list(Page.objects.order_by("path").values_list("path", "slug", "title", "latest_revision_id", "numchild")),
        list(MenuLink.objects.order_by("pk").values_list("pk", "place", "page_id", "url", "label_fr")),
        list(Site.objects.values_list("hostname", "root_page_id")),
        list(PortalSettings.objects.values_list("footer_fr", "banner_fr")),
    )


def test_every_page_of_the_structure_answers_in_every_language(client):
    for structure in STRUCTURE:
        for language in LANGUAGES:
            prefix = "" if language == "fr" else f"/{language}"
            response = client.get(f"{prefix}/{structure.slug}/")
            assert response.status_code == 200, (structure.slug, language)
            assert f'<html lang="{language}">' in response.text


def test_a_second_run_changes_nothing():
    before = state()
    out = io.StringIO()
    call_command("setup_portal", stdout=out)

    assert state() == before
    assert "The portal is set up; its home page is http" in out.getvalue()


def test_what_an_editor_changed_is_left_alone(home):
    page = FreePage.objects.get(slug="confidentialite", locale__language_code="fr")
    page.title, page.body = "Vos données", [("paragraph", "<p>Rien n'est gardé.</p>")]
    page.save_revision().publish()
    MenuLink.objects.filter(place=MenuPlace.HEADER).exclude(url="/recherche/").delete()
    set_up_portal()
    page.refresh_from_db()

    assert page.title == "Vos données"
    assert "Rien n'est gardé." in str(page.body[0].value)
    assert MenuLink.objects.filter(place=MenuPlace.HEADER).count() == 1


def test_what_was_deleted_is_made_again(home):
    for page in ContactPage.objects.all():
        page.delete()
    set_up_portal()

    assert {page.locale.language_code for page in ContactPage.objects.all()} == set(LANGUAGES)
    assert all(page.form_fields.count() == 3 for page in ContactPage.objects.all())


def test_one_home_page_a_language():
    assert {home.locale.language_code for home in HomePage.objects.all()} == set(LANGUAGES)
    assert Locale.objects.count() == 3
    assert Site.objects.get().root_page.specific == HomePage.objects.get(locale__language_code="fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legal_pages_say_what_the_law_asks(client, language):
    prefix = "" if language == "fr" else f"/{language}"
    privacy = client.get(f"{prefix}/confidentialite/").text

    assert "CNIL" in privacy
    assert re.search(r"\b25\sm", privacy)
    assert "{" not in privacy.split("<main")[1].split("</main")[0]
    assert "12" in privacy.split("<main")[1]
    assert privacy.count("<h2>") >= 6
    assert "Licence Ouverte 2.0" in client.get(f"{prefix}/mentions-legales/").text
    assert "RGAA 4.1" in client.get(f"{prefix}/accessibilite/").text


def test_the_accessibility_statement_begins_where_the_law_begins(client):
    text = client.get("/accessibilite/").text

    assert "Accessibilité\xa0: non conforme" in text
    assert "Accessibilité\xa0: non conforme" in client.get("/").text.split("<footer")[1]


def test_the_footer_leads_to_the_open_data(client):
    assert '<a href="/donnees/">Données ouvertes</a>' in client.get("/").text
    assert '<a href="/br/donnees/">Roadennoù digor</a>' in client.get("/br/").text
