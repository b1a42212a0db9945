"""Behind closed doors: the room, who is in it, a decision, the palmarès settled."""

import re

from playwright.sync_api import Page, expect

from tests.browser.keyboard import no_violation

OPINION = "Les habitants proposent, la commune répond : le jury salue une politique d’ensemble."


def open_the_room(page: Page) -> None:
    """Every dossier that was read comes in; a sitting is open, and everybody is there."""
    no_violation(page)
    page.get_by_role("button", name="Passer à la délibération").click()
    expect(page.get_by_text("Aucun dossier n’est en lecture.")).to_be_visible()
    page.get_by_label(re.compile("^Lieu")).fill("Hôtel de ville de Rennes")
    page.get_by_role("button", name="Ouvrir une séance").click()
    expect(page.get_by_role("heading", name="Qui est là")).to_be_visible()
    for person in page.get_by_role("checkbox").all():
        person.check()
    page.get_by_role("button", name="Noter les présences").click()
    expect(page.get_by_role("checkbox", checked=True).first).to_be_visible()
    no_violation(page)


def decide(page: Page, level: str) -> None:
    """On the dossier that is before her."""
    no_violation(page)
    page.get_by_role("radio", name=re.compile(f"^{level}")).check()
    page.get_by_label(re.compile("^Avis motivé")).fill(OPINION)
    page.get_by_role("button", name="Décider", exact=True).click()
    expect(page.get_by_role("link", name="Délibérer de nouveau")).to_be_visible()
    expect(page.get_by_text(OPINION)).to_be_visible()
    no_violation(page)


def end_the_sitting(page: Page) -> None:
    page.get_by_text("Lever la séance…").click()
    page.get_by_role("button", name="Lever la séance").click()
    expect(page.get_by_role("heading", name="Séances levées")).to_be_visible()


def settle(page: Page, year: int) -> None:
    """The year is typed again: nobody settles by a slip of the hand."""
    no_violation(page)
    page.get_by_label(re.compile("^Recopiez le millésime")).fill(str(year))
    page.get_by_role("button", name="Arrêter le palmarès").click()
    expect(page.get_by_role("heading", name="Ce qui est arrêté")).to_be_visible()
    no_violation(page)
