"""The association makes the call; communes write their dossiers, by the short path and by the full one, and deposit."""

import re

from playwright.sync_api import Page, expect

from tests.browser.keyboard import no_violation

STORY = "Le cahier des chemins : les marcheurs signalent, le cantonnier répond sous huit jours."
NUMBER = "3"


def open_the_call(page: Page) -> None:
    """From the page of the campaign in the admin."""
    button = page.get_by_role("button", name="Ouvrir l’appel à candidatures")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    expect(page.get_by_text("L’appel à candidatures").first).to_be_visible()
    expect(page.get_by_role("button", name="Ouvrir l’appel à candidatures")).to_have_count(0)


def begin(page: Page, path: str) -> None:
    """« Candidater », by the path of this name."""
    no_violation(page)
    page.get_by_label(re.compile(f"^{path}")).check()
    page.get_by_role("button", name="Commencer le dossier").click()
    expect(page.get_by_role("link", name=re.compile("^Continuer : "))).to_be_visible()


def take_path(page: Page, path: str) -> None:
    """A dossier that was begun goes on by the path of this name."""
    page.get_by_label(re.compile(f"^{path}")).check()
    page.get_by_role("button", name="Changer de parcours").click()
    expect(page.get_by_label(re.compile(f"^{path}"))).to_be_checked()


def carry_over(page: Page) -> None:
    """What was answered last year is taken over, and read again."""
    page.get_by_role("button", name=re.compile("^Reconduire mes réponses")).click()
    page.get_by_role("button", name="Rien n’a changé").click()
    expect(page.get_by_role("button", name="Rien n’a changé")).to_have_count(0)


def answer_what_is_left(page: Page) -> None:
    """Section after section, until the overview says that nothing is."""
    for _section in range(12):
        go_on = page.get_by_role("link", name=re.compile("^Continuer : "))
        if not go_on.count():
            return
        go_on.click()
        expect(page.get_by_role("navigation", name="Rubriques du dossier")).to_be_visible()
        _answer_section(page)
        page.get_by_role("button", name="Enregistrer et quitter").click()
        expect(page).not_to_have_url(re.compile(r"/dossier/\d+/[a-z-]+/$"))
        page.get_by_role("link", name=re.compile("Dossier")).first.click()
    raise AssertionError("There is always something left.")


def _answer_section(page: Page) -> None:
    for group in page.locator("fieldset[data-field]").all():
        choices = group.get_by_role("radio")
        if choices.count() and not group.locator("input:checked").count():
            choices.last.check()
        sheets = group.get_by_role("checkbox")
        if sheets.count() and not group.locator("input:checked").count():
            sheets.first.check()
    for field in page.locator("div[data-field]").get_by_role("textbox").all():
        if not field.input_value():
            field.fill(NUMBER if field.get_attribute("inputmode") else STORY)


def deposit(page: Page) -> None:
    """Two presses: what leaves is read before it does."""
    page.get_by_role("link", name="Déposer le dossier").click()
    no_violation(page)
    page.get_by_role("button", name="Déposer le dossier").click()
    expect(page.get_by_text("Accusé de réception").first).to_be_visible()
    no_violation(page)
