"""The association looks at what was deposited, and gives it to the jury."""

import re

from playwright.sync_api import Page, expect

from tests.browser.keyboard import no_violation


def check_one(page: Page) -> None:
    """From the page of a dossier: the list is gone through, and the mail is read before it leaves."""
    boxes = page.locator("form.checks").get_by_role("checkbox")
    for box in boxes.all():
        box.check()
    page.get_by_role("button", name="Enregistrer la liste").click()
    page.get_by_role("link", name="Déclarer recevable").click()
    page.get_by_role("button", name="Voir le courriel").click()
    expect(page.get_by_text("Le courriel, tel qu’il partira")).to_be_visible()
    page.get_by_role("button", name="Déclarer recevable").click()
    expect(page.get_by_text("Recevable").first).to_be_visible()


def admit_the_others(page: Page) -> None:
    """Those whose list is complete, at once; the page says how far it is until it is done."""
    page.get_by_role("button", name="Déclarer recevables").click()
    expect(page.get_by_text(re.compile(r"\d+ dossiers? recevables? sur \d+"))).to_be_visible()
    expect(page.get_by_role("link", name="Revenir à la liste")).to_be_visible()


def give_readers(page: Page) -> None:
    """Proposed, looked at, confirmed."""
    page.get_by_role("button", name="Proposer une attribution").click()
    confirm = page.get_by_role("button", name="Confirmer et prévenir")
    expect(confirm).to_be_visible()
    confirm.click()
    expect(confirm).to_have_count(0)


def declare_a_link(page: Page, name: str, code: str) -> None:
    """A member of the jury has a link with a commune."""
    no_violation(page)
    page.get_by_role("link", name="Déclarer un lien").click()
    page.get_by_role("main").get_by_role("textbox").fill(code)
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.get_by_label("J’y habite").check()
    page.get_by_role("button", name="Déclarer ce lien").click()
    expect(page.get_by_role("heading", name="Vos liens")).to_be_visible()
