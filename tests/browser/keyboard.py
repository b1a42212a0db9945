"""A person without a mouse, and what a screen reader would stumble on."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.axe import violated

MOST_TABS = 120


def press(page: Page, name: str, role: Any = "link") -> None:
    reach(page, page.get_by_role("main").get_by_role(role, name=name))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def reach(page: Page, target: Any) -> None:
    """With the Tab key alone, from the beginning of the page."""
    target = target.element_handle()
    page.evaluate("document.activeElement?.blur(); getSelection().removeAllRanges()")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("The Tab key does not reach it.")


def no_violation(page: Page) -> None:
    # What scripts draw is there.
    page.wait_for_load_state("networkidle")
    found = [f"{one['id']}: {one['nodes'][0]['html']}" for one in violated(page)]
    assert not found, f"{page.url}: {found}"
