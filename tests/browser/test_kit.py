"""« Copier », in the kit of a label: what is copied is said, and what the browser refused to copy is selected."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.factories import MembershipFactory
from tests.labels.factories import AwardFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

REFUSES = "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
SELECTED = "field => field.value.slice(field.selectionStart, field.selectionEnd)"


def test_what_is_copied_and_what_is_not(open_page: Any, context_of: Any) -> None:
    award = AwardFactory()
    member = MembershipFactory(collectivity=award.collectivity, user__language="fr")
    context = context_of(member.user, width=1280)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page(f"/espace/{member.collectivity.kind_path}/{member.collectivity.code_path}/label/", context=context)
    box = page.locator("[data-copied]").first
    box.get_by_role("button", name="Copier").click()
    expect(box.get_by_role("status")).to_have_text("Copié.")
    text = box.get_by_role("textbox").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == text
    page.evaluate(REFUSES)
    box.get_by_role("button", name="Copier").click()
    expect(box.get_by_role("status")).to_contain_text("Il est sélectionné")
    expect(box.get_by_role("textbox")).to_be_focused()
    assert box.get_by_role("textbox").evaluate(SELECTED) == text
