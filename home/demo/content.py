"""Reads the texts of the demonstration: a TOML file per theme, others for communes, hours, the label, its jury and
editorial pages.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.models import Page

FOLDER = Path(__file__).parent / "content"


def initiatives() -> list[dict[str, Any]]:
    """Every sheet, in the order of the files."""
    files = sorted(FOLDER.glob("initiatives-*.toml"))
    return [sheet for file in files for sheet in _read(file)["initiatives"]]


def collectivities() -> dict[str, dict[str, Any]]:
    """What some collectivités say of themselves, by official code."""
    return {text["code"]: text for text in _read(FOLDER / "collectivities.toml")["collectivities"]}


def hours() -> list[dict[str, Any]]:
    """The hours that communes give each other."""
    return list(_read(FOLDER / "hours.toml")["hours"])


def label() -> dict[str, Any]:
    """The editions of the label, and what dossiers say."""
    return _read(FOLDER / "label.toml")


def jury() -> dict[str, Any]:
    """The members of the jury, and what they say."""
    return _read(FOLDER / "jury.toml")


def editorial() -> dict[str, Any]:
    """Articles, events, resources, programmes, sections, the texts of the home page and their translations."""
    return _read(FOLDER / "editorial.toml")


@cache
def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def stream(blocks: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """Blocks of the files as a StreamField takes them. Raises ValueError for an unknown kind of block."""
    return [_block(block) for block in blocks]


def _block(block: dict[str, Any]) -> tuple[str, Any]:
    match block["type"]:
        case "heading":
            return "heading", {"text": block["text"], "level": block.get("level", "2")}
        case "paragraph":
            return "paragraph", block["html"]
        case "quote":
            return "quote", {
                "text": block["text"],
                "attribution": block.get("attribution", ""),
            }
        case "figure":
            return "figure", {"value": block["value"], "label": block["label"]}
        case "callout":
            return "callout", {"level": block["level"], "text": block["html"]}
        case "table":
            return "table", {
                "caption": block["caption"],
                "table": {"data": block["rows"], "first_row_is_table_header": True},
            }
        case "accordion":
            items = [{"question": question, "answer": answer} for question, answer in block["items"]]
            return "accordion", {"title": block["title"], "items": items}
        case "call_to_action":
            texts = {name: block[name] for name in ("title", "text", "button")}
            return "call_to_action", {**texts, "page": _page(block), "url": block.get("url", "")}
        case unknown:
            raise ValueError(f"Unknown block in the demonstration's texts: {unknown}")


def _page(block: dict[str, Any]) -> Page | None:
    """The page that an invitation leads to, unless it leads to an address."""
    if "page" not in block:
        return None
    return Page.objects.get(slug=block["page"], locale__language_code=settings.LANGUAGE_CODE)


def html_list(items: list[str]) -> str:
    """Sentences as the list a rich text field holds."""
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>" if items else ""
