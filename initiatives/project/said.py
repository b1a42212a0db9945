"""What communes say of a theme in their own words: short excerpts, each with the sheet it comes from."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.text import Truncator
from wagtail.rich_text import get_text_for_indexing

from collectivities.models.collectivity import name_with_departement
from portal.addresses import page_address

SHOWN = 3
"""Of each kind: with what was difficult and what made it work, six."""
READ = 12
"""More than is shown: a text that only holds an empty paragraph is passed over, and who was heard comes last."""
LONGEST = 200
COLUMNS = (
    "collectivity", "title", "url_path", "locale__language_code", "collectivity__kind", "collectivity__name",
    "collectivity__departement__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """``text`` is plain, and cut where it is long; ``commune`` its key, ``place`` its name with its département."""

    commune: int
    text: str
    title: str
    url: str
    language: str
    place: str


def said(sheets: Any, field: str, heard: Collection[int] = ()) -> list[Said]:
    """The first words of this field, of the communes that confirmed a sheet last, one sheet each; those of these keys,
    which were heard already, after the others.
    """
    rows = sheets.exclude(**{field: ""}).latest_of_each_commune()
    ordered = rows.order_by(F("confirmed_on").desc(nulls_last=True), "-pk")
    found = [_said(row) for row in ordered.values_list(field, *COLUMNS)[:READ]]
    return sorted((one for one in found if one.text), key=lambda one: one.commune in heard)[:SHOWN]


def _said(row: tuple[Any, ...]) -> Said:
    html, commune, title, url_path, language, kind, name, departement = row
    text = " ".join(get_text_for_indexing(html).split())
    return Said(
        commune=commune,
        text=Truncator(text).chars(LONGEST, truncate="…"),
        title=title,
        url=page_address(url_path, language),
        language=language,
        place=name_with_departement(kind, name, departement),
    )
