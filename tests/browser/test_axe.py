"""axe, with no rule switched off, on every public page type: three languages, light and dark, phone and desktop."""

from typing import Any
from urllib.parse import urljoin

import pytest

from tests.browser.axe import show_in, violated
from tests.public_world import addresses, make_public_world

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
LANGUAGES = ("", "/en", "/br")
"""As addresses begin."""


@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation(db: None, open_page: Any, browser: Any, width: int) -> None:
    """All at one width in one test: the pages are made once, and each is opened once for its two schemes.

    In one tab: for each new one, Chromium starts a process, which takes as long as the page.
    """
    make_public_world()
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = open_page("/", context=context)

    assert [found for path in paths() for found in violations(page, path, width)] == []


def paths() -> list[str]:
    return [path for language in ("fr", "en", "br") for path in addresses(language)]


def violations(page: Any, path: str, width: int) -> list[str]:
    found = []
    page.goto(urljoin(page.url, path))
    for scheme in _schemes(path, width):
        show_in(page, scheme)
        found += [
            f"{path} ({width} px, {scheme}): {v['id']}: {[n['target'] for n in v['nodes']][:3]}" for v in violated(page)
        ]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(f"{path}: scrolls sideways at {width} px")
    return found


def _schemes(path: str, width: int) -> tuple[str, ...]:
    """A translation has other words and the same colours: it is judged once in each, on a phone or on a desk."""
    if not path.startswith(("/en/", "/br/")):
        return SCHEMES
    return (SCHEMES[(WIDTHS.index(width) + path.startswith("/br/")) % 2],)
