"""What of an initiative is searchable beside its title and summary."""

from typing import TYPE_CHECKING, Any

from wagtail.rich_text import get_text_for_indexing

from portal.searchable import joined

if TYPE_CHECKING:
    from initiatives.models import InitiativePage

RICH_FIELDS = ("results", "difficulties", "success_conditions")
PLAIN_FIELDS = (
    "cost_detail",
    "staff_time",
    "transposable",
    "contact_role",
    "place_name",
    "address",
    "support",
    "partners",
)
BLOCK_FIELDS = ("text", "attribution", "value", "label", "alt_text", "caption", "credit", "title")
"""The fields of blocks of a story that are texts; the transcript of a film is one too, formatted."""


def context_text(page: "InitiativePage") -> str:
    """Where it happens, with the codes of the commune, and what it is about: themes, keywords, procedures, schools."""
    return "\n".join(part for part in _context(page) if part)


def written_text(page: "InitiativePage") -> str:
    """What its authors wrote in it, of the fields it was read with, as a reader may see it: a dot between two."""
    return joined(_written(page))


def story_texts(page: "InitiativePage") -> list[str]:
    """The texts of its story, from what is stored: made of blocks, it would ask for its images, one sheet at a time."""
    return [text for block in page.body.raw_data for text in _block_texts(block["value"])]


def _block_texts(value: Any) -> list[str]:
    """A paragraph is formatted text, any other block of a story has fields."""
    if isinstance(value, str):
        return [get_text_for_indexing(value)]
    texts = [str(value.get(name) or "") for name in BLOCK_FIELDS]
    return [text for text in (*texts, get_text_for_indexing(value.get("transcript") or "")) if text]


def _written(page: "InitiativePage") -> list[str]:
    parts = story_texts(page)
    parts += [get_text_for_indexing(getattr(page, name)) for name in RICH_FIELDS]
    return parts + [getattr(page, name, "") for name in PLAIN_FIELDS]


def _context(page: "InitiativePage") -> list[str]:
    parts = [theme.name for theme in page.theme_list]
    parts += [item.tag.name for item in page.keyword_items.all()]
    parts += [territory.name for territory in (page.collectivity, page.departement, page.region) if territory]
    parts += _codes(page)
    return parts + [row.name for related in ("procedures", "establishments") for row in _rows(page, related)]


def _codes(page: "InitiativePage") -> list[str]:
    """People look for their commune by its postal code, its staff by the code INSEE gives it."""
    return [page.collectivity.code, page.collectivity.postal_codes] if page.collectivity else []


def _rows(page: "InitiativePage", related: str) -> list[Any]:
    return list(getattr(page, related).all()) if hasattr(page, related) else []
