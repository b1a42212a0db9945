"""A screen of the room as a phone and a desk show it, and what fingers do there."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.keyboard import no_violation, reach

WIDTHS = (360, 1280)


def good_on_both(page: Page) -> None:
    """axe has nothing to say, and nothing is wider than the screen."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        no_violation(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} at {width}"


def toggle(page: Page, role: Any, name: Any) -> None:
    """A box that is ticked or not, what unfolds, a button that leaves the page where it is."""
    reach(page, page.get_by_role(role, name=name))
    page.keyboard.press("Space")


def write(page: Page, label: Any, text: str) -> None:
    """Instead of what is written there."""
    reach(page, page.get_by_label(label))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def unfold(page: Page, words: str) -> None:
    reach(page, page.locator("summary", has_text=words))
    page.keyboard.press("Enter")
