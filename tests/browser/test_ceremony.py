"""The stage of the ceremony, led by keyboard as a clicker does, with and without a network."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from home.setup import set_up_portal
from tests.browser.keyboard import no_violation
from tests.factories import CollectivityFactory, UserFactory
from tests.labels.ceremony.conftest import with_photo
from tests.labels.factories import AwardFactory, CampaignFactory, MentionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

LONG = "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"
COUNTS_LOCKS = """window.asked = window.released = 0;
Object.defineProperty(navigator, "wakeLock", {
  value: { request: async () => { asked += 1; return { release: () => { released += 1; } }; } },
});"""
WHOLE = "Sans réseau : tout est sur cet ordinateur."


@pytest.fixture
def association(db: None) -> Any:
    """Three laureates: one with a photo, one with a mention, one with a long name."""
    set_up_portal()
    campaign = CampaignFactory(year=2007, is_past=True)
    for symbols, (code, name) in enumerate((("22046", "Le Mené"), ("56083", "Hennebont"), ("51513", LONG))):
        award = AwardFactory(campaign=campaign, collectivity=CollectivityFactory(code=code, name=name), symbols=symbols)
        if symbols == 1:
            award.mentions.add(MentionFactory(campaign=campaign, name="Logiciel libre"))
    with_photo("56083", summary="Un lieu d’accès tenu par ses habitants.")
    return UserFactory(association=True)


def test_the_stage(association: Any, open_page: Any, context_of: Any) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    context = context_of(association, width=1280)
    context.add_init_script(COUNTS_LOCKS)
    page = open_page("/admin/ceremonie/2007/", context=context)
    expect(page.get_by_text(WHOLE)).to_be_visible()
    it_goes_through(page)
    a_curtain_falls(page)
    it_stays_awake(page)
    a_number_leads_to_its_envelope(page)
    it_goes_on_without_a_network(page, context)
    it_goes_on_where_it_was(page)
    the_keys_are_explained(page)
    nobody_is_left_out(page)


def shows(page: Page, title: str) -> None:
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(title)


def it_goes_through(page: Page) -> None:
    shows(page, "Remise des labels")
    for key, title in (
        ("ArrowRight", "Mention"), ("PageDown", "Mention"), ("Space", "Le Mené"), ("Enter", "Une arobase"),
        ("ArrowDown", "Une arobase"), ("PageDown", "Hennebont"), ("PageUp", "Une arobase"), ("ArrowRight", "Hennebont"),
    ):  # fmt: skip
        page.keyboard.press(key)
        shows(page, title)
    expect(page.locator("#counter")).to_have_text("Une arobase · 1 sur 1")
    expect(page.locator("#said")).to_contain_text("Hennebont, Côtes-d'Armor : Une arobase, Logiciel libre")
    no_violation(page)
    page.get_by_role("main").click(position={"x": 900, "y": 300})
    shows(page, "Deux arobases")
    page.get_by_role("main").click(position={"x": 50, "y": 300})
    shows(page, "Hennebont")
    page.keyboard.press("End")
    shows(page, "Bravo aux 3 collectivités distinguées")
    page.keyboard.press("PageDown")
    shows(page, "Bravo aux 3 collectivités distinguées")
    page.keyboard.press("Home")
    shows(page, "Remise des labels")


def a_curtain_falls(page: Page) -> None:
    curtain = page.locator("#curtain")
    page.keyboard.press("b")
    expect(curtain).to_be_visible()
    expect(page.locator("#said")).to_have_text("Rideau fermé")
    for key in ("End", "Home", "End"):
        page.keyboard.press(key)
        expect(curtain).to_be_visible()
    page.keyboard.press("PageDown")
    expect(curtain).to_be_hidden()
    shows(page, "Remise des labels")
    page.keyboard.press(".")
    expect(curtain).to_be_visible()
    page.keyboard.press(".")
    expect(curtain).to_be_hidden()


def it_stays_awake(page: Page) -> None:
    """The lock goes when the page is hidden: who comes back to it has it again, until the full screen is left."""
    hidden_and_back = "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(hidden_and_back)
    assert page.evaluate("asked") == 0
    page.keyboard.press("f")
    page.wait_for_function("asked === 1")
    page.evaluate(hidden_and_back)
    page.wait_for_function("asked === 2")
    page.keyboard.press("f")
    page.wait_for_function("released === 1")
    page.evaluate(hidden_and_back)
    assert page.evaluate("asked") == 2


def a_number_leads_to_its_envelope(page: Page) -> None:
    for digit in "999":
        page.keyboard.press(digit)
    page.keyboard.press("Enter")
    for told in ("#typed", "#said"):
        expect(page.locator(told)).to_have_text("Pas de numéro 999 dans le conducteur")
    page.keyboard.press("3")
    expect(page.locator("#typed")).to_have_text("3")
    page.keyboard.press("Enter")
    expect(page.locator("#counter")).to_have_text("Deux arobases · 1 sur 1")
    shows(page, "Deux arobases")
    page.keyboard.press("Enter")
    shows(page, LONG)


def it_goes_on_without_a_network(page: Page, context: Any) -> None:
    context.set_offline(True)
    page.keyboard.press("Home")
    for title in ("Mention", "Mention", "Le Mené", "Une arobase", "Une arobase", "Hennebont"):
        page.keyboard.press("PageDown")
        shows(page, title)
    assert page.locator(".slide:not([hidden]) img").evaluate("image => image.naturalWidth") > 0
    context.set_offline(False)


def it_goes_on_where_it_was(page: Page) -> None:
    page.reload()
    shows(page, "Hennebont")
    page.evaluate("location.hash = '#autre'")
    shows(page, "Remise des labels")


def the_keys_are_explained(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Les touches de la scène")
    expect(dialog).to_be_visible()
    no_violation(page)
    for key in ("End", "Home", "End"):
        page.keyboard.press(key)
    shows(page, "Remise des labels")
    dialog.get_by_label("Une lettre ou un chiffre suffit pour agir").uncheck()
    dialog.get_by_label("Aller au numéro").fill("1")
    dialog.get_by_role("button", name="Y aller").click()
    expect(dialog).to_be_hidden()
    shows(page, "Mention")
    page.keyboard.press("b")
    expect(page.locator("#curtain")).to_be_hidden()
    page.get_by_role("button", name="rideau").press("Enter")
    expect(page.locator("#curtain")).to_be_visible()
    page.locator("#curtain").click()
    expect(page.locator("#curtain")).to_be_hidden()


def nobody_is_left_out(page: Page) -> None:
    """On the screens of a hall, a narrow one included: no name leaves the stage."""
    for width, height in ((1920, 1080), (1280, 720), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        page.keyboard.press("Home")
        for _slide in range(page.locator(".slide").count()):
            assert page.locator("#scene").evaluate(FITS), f"{page.url} at {width} × {height}"
            page.keyboard.press("PageDown")


FITS = """scene => [...scene.querySelectorAll(".slide:not([hidden]) :is(h1, p, ul, .ats)")].every(part => {
  const [inside, around] = [part.getBoundingClientRect(), scene.getBoundingClientRect()];
  return inside.top >= around.top - 1 && inside.bottom <= around.bottom + 1 && inside.right <= around.right + 1;
})"""


def test_the_file_needs_neither_network_nor_portal(
    association: Any, open_page: Any, context_of: Any, browser: Any, tmp_path: Any
) -> None:
    page = open_page("/admin/ceremonie/", context=context_of(association, width=1280))
    no_violation(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Télécharger pour la salle").click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)
    context = browser.new_context(offline=True, reduced_motion="reduce")
    alone = context.new_page()
    problems: list[str] = []
    alone.on("console", lambda message: problems.append(message.text))
    alone.goto(file.as_uri())
    expect(alone.get_by_text(WHOLE)).to_be_visible()
    for title in ("Mention", "Mention", "Le Mené", "Une arobase", "Une arobase", "Hennebont"):
        alone.keyboard.press("PageDown")
        shows(alone, title)
    assert alone.locator(".slide:not([hidden]) img").evaluate("image => image.naturalWidth") > 0
    context.close()
    assert problems == []
