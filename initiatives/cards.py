"""What a card shows of an initiative, read as plain rows: a listing of whole pages costs ten times as much."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Func
from django.db.models.query import BaseIterable
from django.urls import reverse
from django.utils.translation import get_language

from collectivities.models.collectivity import name_with_departement
from initiatives.enums import Stage
from portal.addresses import page_address
from portal.pictures import Picture

COLUMNS = (
    "pk", "title", "url_path", "summary", "stage", "confirmed_on", "locale__language_code",
    "collectivity_id", "collectivity__kind", "collectivity__name", "collectivity__departement__name",
    "image__file", "image__sources",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CardTheme:
    """A theme as its tag shows it."""

    slug: str
    color: str
    icon: str
    name: str

    def get_absolute_url(self) -> str:
        return theme_address(self.slug, get_language())


@lru_cache(512)
def theme_address(slug: str, language: str | None) -> str:
    """The address of a theme in the language in force, which the pages of a listing ask for again and again."""
    return reverse("theme", kwargs={"slug": slug})


@dataclass(frozen=True, slots=True)
class Card:
    """``place`` is the commune with its département; ``theme`` the first of the sheet's themes; ``reuse`` how many
    other communes took the idea up, where that was counted.
    """

    pk: int
    title: str
    url: str
    summary: str
    stage: Stage
    confirmed_on: datetime.date | None
    language: str
    collectivity_id: int
    place: str
    theme: CardTheme | None
    image: Picture | None
    reuse: int = 0


class FirstTheme(Func):
    """The first theme of a sheet: its slug, colour, icon and name, joined. So one query gives whole cards."""

    template = """(
        SELECT theme.slug || '|' || theme.color || '|' || theme.icon || '|' || theme.name
        FROM initiatives_initiativepage_themes tag JOIN initiatives_theme theme ON theme.id = tag.theme_id
        WHERE tag.initiativepage_id = %(expressions)s ORDER BY theme."order", theme.name LIMIT 1
    )"""
    arity = 1
    output_field = CharField()


class CardIterable(BaseIterable):
    """Makes a queryset give cards."""

    def __iter__(self) -> Iterator[Card]:
        queryset = self.queryset
        rows = queryset.query.get_compiler(queryset.db).results_iter(
            tuple_expected=True, chunked_fetch=self.chunked_fetch, chunk_size=self.chunk_size
        )
        return map(_card, rows)


def _card(row: tuple[Any, ...]) -> Card:
    key, title, url_path, summary, stage, confirmed_on, language, *rest = row
    collectivity_id, kind, name, departement, file, sources, theme, reuse = rest
    return Card(
        pk=key,
        title=title,
        url=page_address(url_path, language),
        summary=summary,
        stage=Stage(stage),
        confirmed_on=confirmed_on,
        language=language,
        collectivity_id=collectivity_id,
        place=name_with_departement(kind, name, departement),
        theme=CardTheme(*theme.split("|", 3)) if theme else None,
        image=Picture(file, sources) if file else None,
        reuse=reuse,
    )
