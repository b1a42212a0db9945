"""A member of the jury reads a dossier with the keyboard, and deposits what she thinks of it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.keyboard import no_violation, press, reach

MOST_SECTIONS = 12


def read_the_next(page: Page) -> None:
    no_violation(page)
    for _section in range(MOST_SECTIONS):
        if page.url.endswith("/avis/"):
            break
        _mark_section(page)
    _say_what_one_thinks(page)


def _mark_section(page: Page) -> None:
    """A figure marks a criterion, Enter leads to the next, Ctrl+Enter to the next section."""
    criteria = page.locator("fieldset[data-criterion]")
    if criteria.count():
        reach(page, criteria.first.get_by_role("radio").first)
        for _criterion in range(criteria.count()):
            page.keyboard.press("4")
            page.keyboard.press("Enter")
    before = page.url
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != before)


def _say_what_one_thinks(page: Page) -> None:
    no_violation(page)
    reach(page, page.get_by_role("textbox", name=re.compile("^Avis")).first)
    page.keyboard.type("Une commune qui s’appelle par son prénom, et qui répond.")
    level = page.get_by_role("radio", name="Quatre arobases")
    reach(page, page.get_by_role("radio").first)
    for _level in range(page.get_by_role("radio").count()):
        if level.is_checked():
            break
        page.keyboard.press("ArrowDown")
    expect(level).to_be_checked()
    press(page, "Déposer ma lecture", role="button")
    expect(page.get_by_text("Votre lecture est déposée.")).to_be_visible()
    no_violation(page)
