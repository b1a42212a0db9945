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
SETTLED = """
new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
    document.getAnimations().forEach((each) =>
        Number.isFinite(each.effect.getComputedTiming().endTime) ? each.finish() : each.cancel()))
"""


def show_in(page: Any, scheme: str) -> None:
    """Turn the page light or dark, and let its colours arrive.

    Wagtail's buttons fade from one to the other even when less motion is asked for: halfway, their contrast is
    nobody's.
    """
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(SETTLED)


def violated(page: Any) -> list[dict[str, Any]]:
    """The rules that the page breaks as it is now, each with the places where it does."""
    if not page.evaluate(IS_THERE):
        page.evaluate(PUT)
    found: list[dict[str, Any]] = page.evaluate(ASKED)
    return found
