"""axe, with no rule switched off, on every page of a member: three languages, light and dark, phone and desktop."""

from typing import Any

import pytest

from tests.browser.sessions import cookie_of
from tests.browser.test_axe import LANGUAGES, WIDTHS, violations
from tests.member_world import MemberWorld

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation(db: None, open_page: Any, browser: Any, live_server: Any, width: int) -> None:
    """All at one width in one tab, as the public pages."""
    world = MemberWorld()
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    context.add_cookies([cookie_of(world.session(), live_server.url)])
    page = open_page("/espace/", context=context)
    french = world.addresses()
    addresses = [language + address for language in LANGUAGES for address in french]

    assert [found for address in addresses for found in violations(page, address, width)] == []
