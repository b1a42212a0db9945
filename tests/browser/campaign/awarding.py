"""The ceremony, and what follows it: a label is verified, an opinion is read."""

from playwright.sync_api import Page, expect

from tests.browser.campaign.deciding import OPINION
from tests.browser.keyboard import no_violation


def open_the_envelopes(page: Page, first: str, total: int) -> None:
    """With a clicker, which sends the keys of a page; to the end."""
    heading = page.get_by_role("main").get_by_role("heading", level=1)
    expect(page.get_by_text("Sans réseau : tout est sur cet ordinateur.")).to_be_visible()
    expect(heading).to_have_text("Remise des labels")
    page.keyboard.press("PageDown")
    expect(heading).to_have_text(first)
    no_violation(page)
    page.keyboard.press("End")
    expect(heading).to_have_text(f"Bravo aux {total} collectivités distinguées")


def verify(page: Page, name: str) -> None:
    """Whoever sees the code of a sign."""
    expect(page.get_by_role("main").get_by_text(name).first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce label est authentique et en cours de validité")
    no_violation(page)


def read_the_opinion(page: Page) -> None:
    """The team of the commune, from its dossier."""
    page.get_by_role("link", name="Avis du jury").click()
    expect(page.get_by_role("heading", name="L’avis motivé du jury")).to_be_visible()
    expect(page.get_by_text(OPINION)).to_be_visible()
    no_violation(page)
