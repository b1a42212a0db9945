"""What a person changes in the editor is saved by itself, whenever it is changed; see portal/js/unsaved-changes.js."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Response, Route
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from initiatives.models import PublicAccessPage
from tests.browser.conftest import wait_for_server
from tests.browser.sessions import session_of
from tests.factories import CollectivityPageFactory, MembershipFactory, PublicAccessPageFactory, theme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

SOON = 20_000
"""Milliseconds an autosave may take: it waits for a second without changes, on a machine that does many things."""
CLICK_AT_ONCE = """
    document.addEventListener("w-unsaved:ready", () => {
        queueMicrotask(() => document.body.dispatchEvent(new MouseEvent("mousedown", { bubbles: true })));
    });
"""
FILL_THE_ROW = """() => {
    for (const [name, value] of [["weekday", "2"], ["opens", "9h"], ["closes", "12h"]])
        document.getElementsByName(`opening_periods-0-${name}`)[0].value = value;
}"""
EDITOR = re.compile("/edit/$")
QUIET = 5_000
"""Milliseconds without a save after which none comes: Wagtail looks at the form after two seconds."""


@pytest.fixture
def sheet(db: None) -> PublicAccessPage:
    commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    body = [("paragraph", "<p>Le bus roule le <b>mardi</b>.</p>")]
    page: PublicAccessPage = PublicAccessPageFactory(parent=commune, title="Le bus", themes=[theme()], body=body)
    page.save_revision().publish()
    return page


@pytest.fixture
def editor(sheet: PublicAccessPage, browser: Any, live_server: Any) -> Any:
    """Opens the sheet in the editor of a member of its commune."""
    user = MembershipFactory(collectivity=sheet.collectivity).user
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR", reduced_motion="reduce")
    context.add_cookies([session_of(user, live_server.url)])

    def opener(script: str = "") -> Page:
        page: Page = context.new_page()
        page.add_init_script(script)
        page.goto(f"{live_server.url}/admin/pages/{sheet.pk}/edit/")
        return page

    yield opener
    context.close()
    wait_for_server()


def is_save(response: Response) -> bool:
    return response.request.method == "POST" and EDITOR.search(response.url) is not None


def draft(sheet: PublicAccessPage) -> Any:
    return PublicAccessPage.objects.get(pk=sheet.pk).get_latest_revision_as_object()


def theme_names(sheet: PublicAccessPage) -> list[str]:
    return sorted(theme.name for theme in draft(sheet).themes.all())


def watched(page: Page) -> None:
    """Waits until Wagtail has read the form, as it does two seconds after it opened."""
    page.wait_for_function(
        """() => window.wagtail?.app?.getControllerForElementAndIdentifier(
            document.querySelector("form[data-edit-form]"), "w-unsaved")?.initialFormData"""
    )


def test_what_is_changed_as_the_editor_opens_is_saved(editor: Any, sheet: PublicAccessPage) -> None:
    page = editor()

    with page.expect_response(is_save, timeout=SOON):
        page.get_by_role("checkbox", name="Éducation").check()

    assert theme_names(sheet) == ["Accès public", "Éducation et formation"]


def test_a_row_added_as_the_editor_opens_is_saved(editor: Any, sheet: PublicAccessPage) -> None:
    """It is a button that adds it: the form changes without a word from its fields."""
    page = editor()

    with page.expect_response(is_save, timeout=SOON):
        page.get_by_role("region", name="Le récit").get_by_role("button", name="Supprimer").first.click()

    assert len(draft(sheet).body) == 0


def test_what_is_changed_while_a_save_is_answered_is_saved(editor: Any, sheet: PublicAccessPage) -> None:
    page = editor()
    watched(page)

    def answer_late(route: Route) -> None:
        answer = route.fetch()
        page.get_by_role("checkbox", name="Éducation").check()
        route.fulfill(response=answer)

    page.route(EDITOR, answer_late, times=1)
    with page.expect_response(is_save, timeout=SOON):
        page.get_by_role("textbox", name="Titre").fill("Le bus bleu")
    assert theme_names(sheet) == ["Accès public"]
    with page.expect_response(is_save, timeout=SOON):
        pass

    assert draft(sheet).title == "Le bus bleu"
    assert theme_names(sheet) == ["Accès public", "Éducation et formation"]


def test_an_empty_row_waits_to_be_filled(editor: Any, sheet: PublicAccessPage) -> None:
    """It is saved once it is, and once: the answer numbers the rows of a draft, in the form also."""
    sheet.unpublish()
    page = editor()
    watched(page)
    with page.expect_response(is_save, timeout=SOON) as answer:
        page.get_by_role("button", name="Ajouter : Créneau").click()
    assert answer.value.ok
    assert not draft(sheet).opening_periods.exists()

    with page.expect_response(is_save, timeout=SOON) as answer:
        page.evaluate(FILL_THE_ROW)
    assert answer.value.ok
    with pytest.raises(PlaywrightTimeoutError), page.expect_response(is_save, timeout=QUIET):
        pass
    assert [str(row) for row in draft(sheet).opening_periods.all()] == ["Mardi 09:00–12:00"]


@pytest.mark.parametrize(("moment", "script"), [(0, ""), (0, CLICK_AT_ONCE), (2_500, "")])
def test_looking_is_no_change(editor: Any, sheet: PublicAccessPage, moment: int, script: str) -> None:
    """Even by who is faster than the editors of formatted text, which write what they hold anew."""
    before = sheet.revisions.count()
    page = editor(script)
    saves: list[str] = []
    page.on("response", lambda response: saves.append(response.url) if is_save(response) else None)

    page.wait_for_timeout(moment)
    page.get_by_role("tab", name="Promotion").click()
    page.get_by_role("tab", name="Contenu").click()
    page.get_by_role("textbox", name="Titre").press("Tab")
    page.wait_for_timeout(QUIET)

    assert saves == []
    assert sheet.revisions.count() == before
