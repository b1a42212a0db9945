"""The door of the room: before the sitting, while it is open, and once one has left."""

import re

from playwright.sync_api import Page, expect

from tests.browser.keyboard import press
from tests.browser.room.looking import good_on_both, toggle, unfold, write
from tests.browser.room.world import LONG, NAMES

DOOR = "/jury/deliberation/"
PRESIDENT, LINKED = "Solenn Le Goff", "Éva Corre"
POLL = 15_000


def readings_are_waited_for(page: Page) -> None:
    """Who leads reads whose, by person then by dossier."""
    expect(page.get_by_text("Les lectures d’un dossier ne sont pas toutes déposées.")).to_be_visible()
    unfold(page, "Par dossier")
    expect(page.get_by_text(LONG)).to_be_visible()
    good_on_both(page)


def the_door_is_closed(page: Page) -> None:
    """For who does not lead."""
    expect(page.get_by_text("La séance du jury n’est pas ouverte.")).to_be_visible()
    good_on_both(page)


def the_dossiers_come_in(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("4 dossiers peuvent passer à la délibération.")).to_be_visible()
    press(page, "Passer à la délibération", role="button")
    expect(page.get_by_text("4 dossiers sont en délibération.")).to_be_visible()


def the_sitting_is_opened(page: Page, outside: Page) -> None:
    write(page, re.compile("^Lieu de la séance"), "Hôtel de ville de Rennes")
    press(page, "Ouvrir une séance", role="button")
    expect(page.get_by_text("La séance 1 est ouverte.")).to_be_visible()
    expect(page.get_by_role("checkbox", name=PRESIDENT)).to_be_checked()
    outside.clock.fast_forward(POLL)
    expect(outside.get_by_text("La séance est ouverte. La présidence ne vous a pas encore compté·e")).to_be_visible()
    expect(outside.get_by_text("séance 1, ouverte le 14 décembre 2026")).to_be_visible()
    good_on_both(outside)


def everybody_comes_in(page: Page, outside: Page) -> None:
    """The page of who waits opens by itself."""
    for name in (LINKED, *(" ".join(one) for one in NAMES)):
        toggle(page, "checkbox", name)
    press(page, "Noter les présences", role="button")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(5)
    unfold(page, "Arrivées et départs")
    good_on_both(page)
    outside.clock.fast_forward(POLL)
    expect(outside).to_have_url(re.compile(r"/jury/deliberation/dossiers/$"))
    # She lives in one of the four.
    expect(outside.get_by_role("table", name="3 dossiers")).to_be_visible()
    good_on_both(outside)


def one_leaves(page: Page, inside: Page) -> None:
    """Her next page is the door."""
    toggle(page, "checkbox", LINKED)
    press(page, "Noter les présences", role="button")
    expect(page.get_by_role("checkbox", name=LINKED)).not_to_be_checked()
    inside.reload()
    expect(inside).to_have_url(re.compile(f"{DOOR}$"))
    expect(inside.get_by_text("La présidence ne vous a pas encore compté·e")).to_be_visible()


def it_is_ended(page: Page) -> None:
    unfold(page, "Lever la séance…")
    good_on_both(page)
    press(page, "Lever la séance", role="button")
    expect(page.get_by_role("heading", name="Séances levées")).to_be_visible()
    good_on_both(page)
