"""A secretary of mairie registers her commune, and reads the mails that leave."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from collectivities.models import Membership
from tests.browser.conftest import SLOW
from tests.browser.keyboard import no_violation, press, reach
from tests.browser.mailbox import Mailbox

ADDRESS = "mairie@plouezec.bzh"
PASSWORD = "un mot de passe bien long"


def a_list_leads_on_without_javascript(page: Page) -> None:
    page.get_by_label("Nom, code postal ou code INSEE").fill("ploué")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Choisissez")).to_be_visible()
    page.get_by_role("link", name="Plouézec").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Plouézec")


def choose_as_one_types(page: Page) -> None:
    field = page.get_by_label("Nom, code postal ou code INSEE")
    reach(page, field)
    page.keyboard.type("plouez")
    expect(page.get_by_role("option")).to_have_count(2)
    no_violation(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="Plouézec")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Plouézec")


def say_who_one_is(page: Page) -> None:
    reach(page, page.get_by_label("Prénom"))
    for text in ("Maryvonne", "Le Goff", "mairie@plouezec"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    # Nothing typed is lost, and what is missing is said.
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Prénom")).to_have_value("Maryvonne")
    no_violation(page)
    reach(page, page.get_by_label("Adresse électronique professionnelle"))
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Secrétaire de mairie")
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Regardez vos courriels")
    no_violation(page)


def confirm(page: Page, mailbox: Mailbox) -> None:
    page.goto(mailbox.link_to(ADDRESS, "/inscription/demande/"))
    no_violation(page)
    press(page, "C’est bien moi", role="button")
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre demande est arrivée")
    no_violation(page)
    assert "Maryvonne Le Goff" in mailbox.text_to("camille@association.example")


def accept(page: Page, association: Any) -> None:
    """The association decides, from its dashboard."""
    page.set_default_timeout(SLOW)
    sign_in(page, association.email, "un mot de passe long")
    expect(page.get_by_role("link", name="Maryvonne Le Goff")).to_be_visible()
    no_violation(page)
    press(page, "Maryvonne Le Goff")
    expect(page.get_by_text("Le domaine porte le nom de la collectivité")).to_be_visible()
    no_violation(page)
    press(page, "Accepter", role="button")
    expect(page.get_by_text("reçoit de quoi se connecter")).to_be_visible()
    no_violation(page)


def sign_in(page: Page, address: str, password: str) -> None:
    no_violation(page)
    reach(page, page.get_by_label("Adresse électronique"))
    page.keyboard.type(address)
    reach(page, page.get_by_label("Mot de passe"))
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def choose_a_password(page: Page, mailbox: Mailbox) -> None:
    page.goto(mailbox.link_to(ADDRESS, "/mot-de-passe/choisir/"))
    no_violation(page)
    reach(page, page.get_by_label("Nouveau mot de passe").first)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    press(page, "Se connecter")
    sign_in(page, ADDRESS, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Plouézec")
    expect(page.get_by_role("link", name=re.compile("^Commencer"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Protéger"))).to_be_visible()
    no_violation(page)
    press(page, "Inviter, changer, journal")
    expect(page.get_by_role("heading", name="Inviter un·e collègue")).to_be_visible()
    no_violation(page)
    membership = Membership.objects.get(user__email=ADDRESS)
    assert (membership.collectivity.code, membership.role) == ("22214", "referent")
