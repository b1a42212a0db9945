"""Every mail, as a telephone shows it: axe with no rule off, three languages, light and dark, nothing too wide."""

from typing import Any

import pytest

from portal.mail import written
from tests.browser.axe import show_in, violated
from tests.mails import LANGUAGES, SAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
WIDTH = 360
SCHEMES = ("light", "dark")


def test_no_violation(db: None, browser: Any) -> None:
    page = browser.new_context(viewport={"width": WIDTH, "height": 740}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = [
        f"{name} ({language}): {problem}"
        for name, context in SAMPLES
        for language in LANGUAGES
        for problem in problems(page, written(f"mail/{name}", context, language)[2])
    ]
    page.context.close()

    assert found == []
    assert asked == []


def problems(page: Any, html: str) -> list[str]:
    found = []
    page.set_content(html)
    for scheme in SCHEMES:
        show_in(page, scheme)
        found += [f"{scheme}: {one['id']}: {one['nodes'][0]['html']}" for one in violated(page)]
    if page.evaluate("document.documentElement.scrollWidth") > WIDTH:
        found.append("scrolls sideways")
    return found
