"""The answers that a new portal starts with; the association changes them in the admin."""

import tomllib
from pathlib import Path
from typing import Any

from home.models import HelpPage

TEXTS = Path(__file__).parent / "texts.toml"


def blocks_in(language: str) -> list[tuple[str, Any]]:
    """The titles and answers of a language, as the page keeps them."""
    found: list[tuple[str, Any]] = []
    for group in _texts()[language]["groups"]:
        found.append(("group", group["title"]))
        found += [("question", question) for question in group["questions"]]
    return found


def summary_in(language: str) -> str:
    return str(_texts()[language]["summary"])


def pages_without_answers() -> list[HelpPage]:
    pages = HelpPage.objects.filter(alias_of=None).select_related("locale")
    return [page for page in pages if not page.questions and page.locale.language_code in _texts()]


def _texts() -> dict[str, Any]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))
