"""``/recherche/tableau/``: the sheets of a search as a table (CSV), written as they are read."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.utils.translation import get_language, override

from initiatives.models import InitiativePage
from portal.searchable import Kind
from portal.spreadsheets import BYTE_ORDER_MARK, SEPARATOR, harmless_row
from search.facade import SearchPage, search
from search.ranking import WINDOW
from search.request import MOST, SearchRequest
from search.wording import in_words

NAME_LENGTH = 60

COLUMNS: dict[str, Callable[[InitiativePage], Any]] = {
    "titre": lambda page: page.title,
    "résumé": lambda page: page.summary,
    "collectivité": lambda page: page.collectivity.name,
    "code": lambda page: page.collectivity.code,
    "département": lambda page: page.departement and page.departement.name,
    "région": lambda page: page.region and page.region.name,
    "thèmes": lambda page: ", ".join(theme.name for theme in page.theme_list),
    "type": lambda page: page.cached_content_type.model_class()._meta.verbose_name,
    "étape": lambda page: page.get_stage_display(),
    "publiée le": lambda page: page.first_published_at and timezone.localdate(page.first_published_at).isoformat(),
    "confirmée le": lambda page: page.confirmed_on and page.confirmed_on.isoformat(),
    "adresse": lambda page: page.full_url,
}
"""The names are French in every language: who reads the file with a program finds the same."""


class _Line:
    """Gives back each line that is written."""

    def write(self, line: str) -> str:
        return line


def search_table(request: HttpRequest) -> StreamingHttpResponse:
    """The first sheets are found before the answer starts: a search that fails is an error, not half a file."""
    asked = SearchRequest.of_kind(Kind.INITIATIVE, request.GET, get_language() or "fr")
    first = search(replace(asked, page=1, per_page=WINDOW))
    response = StreamingHttpResponse(_lines(first), content_type="text/csv; charset=utf-8")
    name = slugify(in_words(first.request))[:NAME_LENGTH].strip("-") or "initiatives"
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    patch_cache_control(response, no_cache=True)
    return response


def _lines(first: SearchPage) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=SEPARATOR)
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for rows in map(_rows, _turned(first)):
        yield "".join(map(writer.writerow, rows))


def _turned(first: SearchPage) -> Iterator[SearchPage]:
    """Every page of the search, one at a time, in parts that keep the order of the page readers see."""
    yield first
    for page in range(2, -(-min(first.total, MOST) // WINDOW) + 1):
        yield search(replace(first.request, page=page))


def _rows(found: SearchPage) -> list[list[Any]]:
    pages = [hit.page for hit in found.hits]
    prefetch_related_objects(pages, "departement", "region")
    # The language of the thread may be another reader's by the time these lines are asked for.
    with override(found.request.language):
        return [harmless_row(read(page) or "" for read in COLUMNS.values()) for page in pages]
