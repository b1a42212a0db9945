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


def context_text(page: "InitiativePage") -> str:
    """Where it happens, with the codes of the commune, and what it is about: themes, keywords, procedures, schools."""
    return "\n".join(part for part in _context(page) if part)


def written_text(page: "InitiativePage") -> str:
    """What its authors wrote in it, of the fields it was read with, as a reader may see it: a dot between two."""
    return joined(_written(page))


def _written(page: "InitiativePage") -> list[str]:
    body = page._meta.get_field("body")
    parts = [str(text) for text in body.get_searchable_content(page.body)]
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
