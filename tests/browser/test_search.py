"""The search page in a browser: with and without JavaScript, by keyboard, and back."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from home.setup import set_up_portal
from tests.browser.axe import violated
from tests.factories import CollectivityPageFactory, InitiativePageFactory, theme
from tests.search.indexing import index

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

TITLE = "#res"
RUNNING = "#f-etape-en-service"


@pytest.fixture
def sheets(db: None) -> None:
    """Three lanterns, one of them no longer in service."""
    set_up_portal()
    parent = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    pages = [
        InitiativePageFactory(parent=parent, title=f"Une lanterne {stage}", stage=stage, themes=[theme()])
        for stage in ("running", "trial", "stopped")
    ]
    index(*pages)


def test_with_and_without_javascript(sheets: None, open_page: Any, browser: Any) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    filter_changes_results_address_and_what_is_said(open_page("/recherche/?q=lanterne"))
    back_gives_the_whole_page_as_it_was(open_page("/recherche/?q=lanterne"))
    two_filters_in_a_row_are_both_kept(open_page("/recherche/?q=lanterne"))
    the_reader_stays_where_she_was(open_page("/recherche/?q=lanterne"))
    the_panel_of_a_phone_stays_open(open_page("/recherche/?q=lanterne", width=360))
    for width in (360, 1280):
        context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
        everything_works_without_javascript(open_page("/recherche/", context=context), width)
    for javascript in (True, False):
        context = browser.new_context(java_script_enabled=javascript, viewport={"width": 1280, "height": 900})
        the_map_leads_to_a_sheet_and_back_by_keyboard(open_page("/recherche/?q=lanterne", context=context))


def total_is(page: Any, text: str) -> None:
    expect(page.locator(TITLE)).to_have_text(re.compile(f"^\\s*{text}"))


def filter_changes_results_address_and_what_is_said(page: Any) -> None:
    page.locator("summary", has_text="Étape").click()
    page.locator(RUNNING).focus()
    page.keyboard.press("Space")

    page.wait_for_url("**/recherche/?q=lanterne&etape=en-service")
    total_is(page, "1 fiche")
    assert page.locator("#annonce").text_content().strip().startswith("1 fiche")
    assert page.evaluate("document.activeElement.id") == RUNNING[1:]
    assert page.locator(".chip", has_text="En service").count() == 1


def back_gives_the_whole_page_as_it_was(page: Any) -> None:
    page.locator("summary", has_text="Étape").click()
    page.locator(RUNNING).check()
    page.wait_for_url("**etape=en-service")

    page.go_back()
    total_is(page, "3 fiches")
    assert page.url.endswith("/recherche/?q=lanterne")
    assert not page.locator(RUNNING).is_checked()
    assert page.locator("header").count() >= 1

    page.go_forward()
    total_is(page, "1 fiche")
    assert page.locator(RUNNING).is_checked()


def two_filters_in_a_row_are_both_kept(page: Any) -> None:
    page.locator("summary", has_text="Étape").click()
    page.evaluate(f"document.querySelector('{RUNNING}').click(); document.querySelector('#f-etape-arretee').click()")
    page.wait_for_url("**etape=en-service&etape=arretee")
    total_is(page, "2 fiches")


def the_reader_stays_where_she_was(page: Any) -> None:
    page.locator("summary", has_text="Étape").click()
    page.evaluate("scrollTo(0, 250)")
    page.locator(RUNNING).check()
    total_is(page, "1 fiche")
    assert page.evaluate("scrollY") <= 250


def the_panel_of_a_phone_stays_open(page: Any) -> None:
    page.get_by_role("link", name="Affiner").click()
    page.locator("summary", has_text="Étape").click()
    page.locator(RUNNING).check()
    total_is(page, "1 fiche")
    expect(page.locator(RUNNING)).to_be_focused()
    assert page.locator("#affiner").is_visible()


def everything_works_without_javascript(page: Any, width: int) -> None:
    page.locator("#q").fill("lanternes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=lanternes")
    if width < 960:
        page.get_by_role("link", name="Affiner").click()
    page.locator("summary", has_text="Étape").click()
    page.locator(RUNNING).check()
    page.get_by_role("button", name="Appliquer les filtres").click()
    page.wait_for_url("**etape=en-service")
    assert page.locator(TITLE).inner_text().startswith("1 fiche")

    page.locator(".chip", has_text="En service").click()
    page.wait_for_url("**/recherche/?q=lanternes")
    assert page.locator(TITLE).inner_text().startswith("3 fiches")


def test_proposals_are_followed_by_keyboard(sheets: None, open_page: Any) -> None:
    page = open_page("/")
    field = page.locator("#q")
    field.focus()
    page.keyboard.type("lanterne")
    listbox = page.get_by_role("listbox", name="Suggestions")
    listbox.wait_for()
    assert page.locator(".find [role=status]").text_content() == "3 suggestions"
    assert field.get_attribute("aria-expanded") == "true"
    assert violated(page) == []

    page.keyboard.press("Escape")
    assert listbox.is_hidden()
    assert field.input_value() == "lanterne"

    page.keyboard.type(" run")
    listbox.wait_for()
    page.keyboard.press("ArrowDown")
    option = page.locator("[role=option][aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert "Une lanterne running" in option.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/communes/22046-le-mene/*/")


def test_words_that_are_typed_are_searched_whatever_is_proposed(sheets: None, open_page: Any) -> None:
    page = open_page("/recherche/")
    page.locator("#q").focus()
    page.keyboard.type("lanterne")
    page.get_by_role("listbox").wait_for()
    page.keyboard.press("Enter")

    page.wait_for_url("**/recherche/?q=lanterne")


def the_map_leads_to_a_sheet_and_back_by_keyboard(page: Any) -> None:
    """Words, a filter, the map, a département of it, a sheet of that one, and back to the map as it was."""
    page.goto(f"{page.url}&etape=en-service")
    press(page, "#vue-carte")
    page.wait_for_url("**/recherche/?q=lanterne&etape=en-service&vue=carte#carte")
    assert page.locator("#carte h2").is_visible()

    tab_to(page, "carte-22", "#dep-22")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=lanterne&departement=22&etape=en-service&vue=carte#carte")
    page.locator("#dep-22[aria-current]").wait_for()
    assert page.locator(".chip", has_text="Côtes-d’Armor").count() == 1

    press(page, "#carte .go")
    press(page, ".hits h3 a")
    page.wait_for_url("**/communes/22046-le-mene/**")
    page.go_back()
    page.wait_for_url("**departement=22&etape=en-service&vue=carte#res")
    page.locator("#carte-22[aria-current]").wait_for()


def press(page: Any, selector: str) -> None:
    page.locator(selector).first.focus()
    page.keyboard.press("Enter")


def tab_to(page: Any, name: str, start: str) -> None:
    """From one element to another, as a reader without a mouse; it is seen to be there."""
    page.locator(start).focus()
    for _key in range(10):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("id") == name:
            break
    focused = page.locator(":focus use")
    assert page.locator(":focus").get_attribute("id") == name
    assert focused.evaluate("shape => getComputedStyle(shape).strokeWidth") == "5px"


def test_around_me_tells_nobody_where_i_am(sheets: None, open_page: Any, browser: Any) -> None:
    """Two kilometres from the middle of the commune: what leaves the browser is a square degree, then a code."""
    where = {"latitude": 48.731234, "longitude": -2.987654}
    context = browser.new_context(geolocation=where, permissions=["geolocation"])
    page = open_page("/recherche/?q=lanterne", context=context)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))

    page.locator("summary", has_text="Autour d’une commune").click()
    page.get_by_role("button", name="Autour de moi").click()
    page.wait_for_url("**/recherche/?q=lanterne&pres=22046&rayon=20")

    assert page.locator(TITLE).inner_text().startswith("3 fiches")
    assert any(address.endswith("/recherche/communes/?latitude=48&longitude=-3 ") for address in sent)
    assert not [address for address in sent if "48.7" in address or "2.98" in address]


def test_around_me_refused_says_what_to_do(sheets: None, open_page: Any, browser: Any) -> None:
    page = open_page("/recherche/?q=lanterne", context=browser.new_context(permissions=[]))
    page.locator("summary", has_text="Autour d’une commune").click()
    page.get_by_role("button", name="Autour de moi").click()
    page.get_by_text("Votre appareil ne dit pas où vous êtes.").wait_for()

    page.locator("#pres").fill("le mené")
    page.keyboard.press("Enter")
    page.wait_for_url("**rayon=20")
    assert page.locator(".chip", has_text="Le Mené").count() == 1
