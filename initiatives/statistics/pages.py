"""The pages of a collectivité that may be read, each with its translations: a sheet in two languages is one sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from collectivities.models import Collectivity
from initiatives.models import InitiativePage
from portal.addresses import page_address

COLUMNS = ("pk", "translation_key", "title", "url_path", "live", "locale__language_code")


@dataclass(slots=True)
class Row:
    """A page, and what became of it. ``keys`` are those of the page and of its translations; without ``url`` it is
    online no more.
    """

    title: str
    url: str = ""
    keys: set[int] = field(default_factory=set)
    views: int = 0
    before: int = 0
    inspirations: int = 0
    questions: int = 0


def rows_of(collectivity: Collectivity) -> list[Row]:
    """The page of the collectivité itself, and every sheet that was published once, in one query."""
    sheets = InitiativePage.objects.filter(collectivity=collectivity, alias_of=None)
    published = sheets.exclude(first_published_at=None, live=False)
    return [*_own_row(collectivity), *_sheet_rows(published.order_by("pk").values(*COLUMNS))]


def _own_row(collectivity: Collectivity) -> list[Row]:
    """From what was read with the membership."""
    pages = [page for page in collectivity.pages.all() if page.alias_of_id is None]
    if not pages:
        return []
    is_live = any(page.live for page in pages)
    url = collectivity.get_absolute_url() if is_live else ""
    return [Row(_("La page de votre collectivité"), url, {page.pk for page in pages})]


def _sheet_rows(found: Iterable[dict[str, Any]]) -> Iterable[Row]:
    """Under the title it has in French, or in the language it was written in first."""
    rows: dict[Any, Row] = {}
    for sheet in sorted(found, key=lambda one: one["locale__language_code"] != settings.LANGUAGE_CODE):
        row = rows.setdefault(sheet["translation_key"], Row(sheet["title"]))
        row.keys.add(sheet["pk"])
        if sheet["live"] and not row.url:
            row.url = page_address(sheet["url_path"], sheet["locale__language_code"])
    return rows.values()
