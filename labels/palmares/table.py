"""``/palmares/<millésime>/tableau/``: a palmarès for the press and for spreadsheets (CSV), filtered as the page is."""

import csv
import io
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from labels.palmares import filters
from labels.palmares.laureates import Laureate, laureates_of
from labels.palmares.years import published
from labels.published import turn
from portal.addresses import whole_address
from portal.languages import in_french
from portal.licence import LICENCE, LICENCE_NAME
from portal.spreadsheets import BYTE_ORDER_MARK, SEPARATOR, harmless_row

YES = "oui"
COLUMNS: dict[str, Callable[[Laureate], Any]] = {
    "niveau": lambda one: one.level,
    "arobases": lambda one: one.symbols,
    "collectivité": lambda one: one.name,
    "code": lambda one: one.code,
    "aujourd’hui": lambda one: one.today,
    "département": lambda one: one.departement and one.departement[1],
    "région": lambda one: one.region and one.region[1],
    "habitants": lambda one: one.population,
    "mentions": lambda one: ", ".join(one.mentions),
    "hors concours": lambda one: YES if one.is_honorary else "",
    "rectifié le": lambda one: one.rectified_at and localdate(one.rectified_at).isoformat(),
    "première fois": lambda one: YES if one.is_first else "",
    "en progrès": lambda one: YES if one.has_progressed else "",
    "label précédent": lambda one: one.previous and one.previous.year,
    "page": lambda one: whole_address(one.url),
}


@require_safe
def palmares_table(request: HttpRequest, year: str) -> HttpResponse:
    turn(request)
    with in_french():
        return _table(request, year)


def _table(request: HttpRequest, year: str) -> HttpResponse:
    """In French, whatever the language of the page: a file has one content."""
    years = {str(one.year): one for one in published()}
    if year not in years:
        raise Http404
    shown = years[year]
    laureates = laureates_of(shown.year, {one.year: one.highest for one in years.values()})
    fields = filters.fields(request.GET, laureates)
    narrowed = filters.narrow(laureates, fields)
    narrowed.sort(key=lambda one: -one.symbols)
    chosen = [slugify(field.chosen.label) for field in fields if field.chosen]
    headers = {
        "Content-Disposition": f'attachment; filename="{"-".join(["palmares", year, *chosen])}.csv"',
        "Link": f'<{LICENCE}>; rel="license"',
    }
    return HttpResponse(_lines(narrowed, shown.year), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(laureates: list[Laureate], year: int) -> str:
    """The source and the licence stand below the rows, where who pastes the table keeps them."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=SEPARATOR)
    writer.writerow(COLUMNS)
    for laureate in laureates:
        values = (read(laureate) for read in COLUMNS.values())
        writer.writerow(harmless_row("" if value is None else value for value in values))
    source = f"Source : {settings.WAGTAIL_SITE_NAME}, palmarès {year} du label Ville Internet, {settings.PUBLIC_URL}"
    writer.writerows([[], [source], [f"Licence : {LICENCE_NAME}, {LICENCE}"]])
    return BYTE_ORDER_MARK + stream.getvalue()
