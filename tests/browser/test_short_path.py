"""A sheet presented in five questions: whatever happens to the page, nothing that was typed is lost."""

import re
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import BrowserContext, Page, expect

from home.setup import set_up_portal
from initiatives.models import InitiativePage
from portal.models import User
from tests.browser.keyboard import no_violation
from tests.browser.sessions import session_of
from tests.browser.story.presenting import TITLE, draft, saved
from tests.factories import CollectivityPageFactory, MembershipFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

HOME = "/espace/communes/22046/"


@pytest.fixture
def world(db: None) -> dict[str, User]:
    set_up_portal()
    commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené").collectivity
    return {
        "maryvonne": MembershipFactory(collectivity=commune, user__first_name="Maryvonne").user,
        "yann": MembershipFactory(collectivity=commune, user__first_name="Yann").user,
    }


def test_nothing_typed_is_lost(world: Any, open_page: Any, context_of: Any, browser: Any, live_server: Any) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    context = context_of(world["maryvonne"])
    page = open_page(f"{HOME}initiatives/nouvelle/", context=context)
    a_button_pressed_twice_makes_one_sheet(page)
    a_lost_connection(page, context)
    a_page_closed_before_it_was_saved(page, context)
    an_ended_session(page, context, session_of(world["maryvonne"], live_server.url))
    a_colleague_at_the_same_time(
        page, open_page(page.url.removeprefix(live_server.url), context=context_of(world["yann"]))
    )
    without_a_script(page.url, world["maryvonne"], browser, live_server.url)


def a_button_pressed_twice_makes_one_sheet(page: Page) -> None:
    page.get_by_label("Comment s’appelle-t-elle ?").fill(TITLE)
    button = page.get_by_role("button", name="Soumettre à la relecture")
    button.evaluate("button => { button.click(); button.click(); }")
    expect(page).to_have_url(re.compile(r"/initiatives/\d+/$"))
    saved(page)
    assert InitiativePage.objects.count() == 1


def a_lost_connection(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    page.get_by_label("Moyens humains").fill("Une agente")
    expect(page.get_by_text("La connexion est coupée")).to_be_visible()
    no_violation(page)
    context.set_offline(False)
    expect(page.get_by_text("La connexion est coupée")).to_be_hidden()
    saved(page)
    assert draft().staff_time == "Une agente"


def a_page_closed_before_it_was_saved(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    page.get_by_label("Moyens humains").fill("Deux agentes")
    expect(page.get_by_text("La connexion est coupée")).to_be_visible()
    address = page.url
    page.goto("about:blank")
    context.set_offline(False)
    page.goto(address)
    expect(page.get_by_label("Moyens humains")).to_have_value("Deux agentes")
    saved(page)
    assert draft().staff_time == "Deux agentes"


def an_ended_session(page: Page, context: BrowserContext, session: Any) -> None:
    context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    page.get_by_label("Moyens humains").fill("Trois agentes")
    expect(page.get_by_text("Votre session a pris fin")).to_be_visible()
    no_violation(page)
    context.add_cookies([session])
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("Votre session a pris fin")).to_be_hidden()
    saved(page)
    assert draft().staff_time == "Trois agentes"


def a_colleague_at_the_same_time(page: Page, other: Page) -> None:
    other.get_by_label("Moyens humains").fill("Cinq agentes")
    other.keyboard.press("Tab")
    saved(other)
    page.get_by_label("Moyens humains").fill("Quatre agentes")
    page.get_by_label("Ce qui a été difficile").fill("Le moteur")
    expect(page.get_by_text("Écrit entre-temps par Yann")).to_be_visible()
    no_violation(page)
    assert draft().staff_time == "Cinq agentes"
    other.get_by_label("Ce que cela a changé").fill("Plus de monde")
    expect(other.get_by_text("Écrit entre-temps par Maryvonne")).to_be_visible()
    expect(other.get_by_label("Ce qui a été difficile")).to_have_value("Le moteur")
    page.get_by_role("button", name="Garder le mien : Moyens humains").click()
    expect(page.get_by_role("button", name="Garder le mien")).to_have_count(0)
    saved(page)
    assert (draft().staff_time, draft().results) == ("Quatre agentes", "<p>Plus de monde</p>")


def without_a_script(address: str, user: User, browser: Any, url: str) -> None:
    """The session ends, the button is pressed: what was sent is there after signing in."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}, locale="fr-FR")
    context.add_cookies([session_of(user, url)])
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Moyens humains").fill("Six agentes")
    context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_label("Adresse électronique").fill(user.email)
    page.get_by_label("Mot de passe").fill("un mot de passe long")
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.get_by_label("Moyens humains")).to_have_value("Six agentes")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    assert draft().staff_time == "Six agentes"
    context.close()
