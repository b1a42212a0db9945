"""axe, with no rule switched off, on the page that is open.

It is put into a page once, however often it is asked, and tells what is violated alone: all that it looked at takes as
long to hand over as to look at. Wagtail's admin brings an axe of its own, in another version, which is not asked.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

IS_THERE = "'axeOfTheSuite' in window"
PUT = f"{Axe().axe_script}; window.axeOfTheSuite = window.axe;"
ASKED = """
window.axeOfTheSuite.run({resultTypes: ["violations"]}).then(({violations}) =>
    violations.map(({id, nodes}) => ({id, nodes: nodes.map(({target, html}) => ({target, html}))}))
)
"""


def violated(page: Any) -> list[dict[str, Any]]:
    """The rules that the page breaks as it is now, each with the places where it does."""
    if not page.evaluate(IS_THERE):
        page.evaluate(PUT)
    found: list[dict[str, Any]] = page.evaluate(ASKED)
    return found
