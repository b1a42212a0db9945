"""What each field of the form is on the page: how it is read from a draft, and written to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from initiatives.models import InitiativePage
from initiatives.short_path.plain_text import FormattedError, to_html, to_text

STORY = "paragraph"
"""The block of the story that a plain text is."""


@dataclass(frozen=True, slots=True)
class PageField:
    """``read`` gives the value of the form, or raises FormattedError: the field is then left to the whole editor."""

    read: Callable[[InitiativePage, str], Any]
    write: Callable[[InitiativePage, str, Any], None]


def _read_keys(page: InitiativePage, name: str) -> list[int]:
    return sorted(row.pk for row in getattr(page, name).all())


def _read_text(page: InitiativePage, name: str) -> str:
    return to_text(getattr(page, name))


def _write_text(page: InitiativePage, name: str, value: str) -> None:
    setattr(page, name, to_html(value))


def _read_story(page: InitiativePage, name: str) -> str:
    blocks = list(getattr(page, name))
    if any(block.block_type != STORY for block in blocks[:1]) or len(blocks) > 1:
        raise FormattedError
    return to_text(blocks[0].value.source) if blocks else ""


def _write_story(page: InitiativePage, name: str, value: str) -> None:
    before = [block.id for block in getattr(page, name)]
    row = {"type": STORY, "value": to_html(value), "id": before[0] if before else str(uuid4())}
    setattr(page, name, page._meta.get_field(name).stream_block.to_python([row] if value else []))


AS_IT_IS = PageField(getattr, setattr)
TEXT = PageField(_read_text, _write_text)
PAGE_FIELDS = {
    "title": AS_IT_IS,
    "summary": AS_IT_IS,
    "themes": PageField(_read_keys, setattr),
    "stage": AS_IT_IS,
    "body": PageField(_read_story, _write_story),
    "image_alt": AS_IT_IS,
    "cost_first_year": AS_IT_IS,
    "cost_yearly": AS_IT_IS,
    "staff_time": AS_IT_IS,
    "results": TEXT,
    "difficulties": TEXT,
    "success_conditions": TEXT,
}


def values_of(page: InitiativePage) -> dict[str, Any]:
    """What a draft says, in the values of the form; what only the whole editor can write is left out."""
    values = {}
    for name, field in PAGE_FIELDS.items():
        try:
            values[name] = field.read(page, name)
        except FormattedError:
            continue
    return values
