"""``/palmares/``: every year, and the palmarès of one. What is under embargo answers as what does not exist."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from labels.models import Dossier
from labels.palmares import filters, territories
from labels.palmares.laureates import Laureate, by_level, laureates_of
from labels.palmares.scales import MOST_AROBASES
from labels.palmares.social import SharedLevel, SharedPalmares, level_of
from labels.palmares.structured_data import palmares_data
from labels.palmares.years import BAR, HEIGHT, STEP, Year, chart, is_year, published
from labels.published import turn
from portal.addresses import home_address
from portal.site_chrome import Link

NEAR = 6
"""Palmarès that are proposed in the place of one that is not there."""


@dataclass(frozen=True, slots=True)
class Group:
    """A level with those who have it; ``is_best`` is that of the highest rung of the scale."""

    symbols: int
    name: str
    laureates: list[Laureate]
    is_best: bool


@require_safe
def palmares(request: HttpRequest) -> HttpResponse:
    """Every palmarès that is public, and how many awards of each level it gave."""
    turn(request)
    years = published()
    context = {
        "years": years,
        "latest": years[0] if years else None,
        "oldest": years[-1] if years else None,
        "total": sum(year.total for year in years),
        "pieces": chart(years),
        "chart_width": len(years) * STEP,
        "chart_height": HEIGHT,
        "bar_width": BAR,
        "rungs": range(MOST_AROBASES, -1, -1),
        "breadcrumbs": _home(),
        "breadcrumb_title": _("Palmarès"),
        "social_source": _shared(years[0]) if years else None,
    }
    return render(request, "labels/palmares/years.html", context)


@require_safe
def palmares_year(request: HttpRequest, year: str) -> HttpResponse:
    """A palmarès by level, narrowed by what the address asks for."""
    turn(request)
    years = published()
    shown = next((one for one in years if str(one.year) == year), None)
    if not shown:
        return not_there(request, year, years)
    if other := _other_year(request, shown, years):
        return other
    laureates = laureates_of(shown.year, {one.year: one.highest for one in years})
    fields = filters.fields(request.GET, laureates)
    narrowed = filters.narrow(laureates, fields)
    query = filters.query(fields)
    context = {
        **_heading(shown, laureates),
        **_territories(narrowed, shown),
        "shown": shown,
        "years": years,
        "earlier": [one.year for one in years if one.year < shown.year],
        "fields": fields,
        "chips": filters.chips(fields),
        "groups": [_group(symbols, group, shown) for symbols, group in by_level(narrowed)],
        "count": len(narrowed),
        "chosen_departement": next((f.chosen.value for f in fields if f.filter.name == "departement" and f.chosen), ""),
        "press_url": reverse("palmares_press", args=[year]),
        "table_url": reverse("palmares_table", args=[year]) + (f"?{query}" if query else ""),
        "breadcrumbs": way_to(),
        "breadcrumb_title": str(shown.year),
        "social_source": _shared_part(shown, fields),
        "json_ld_data": palmares_data(shown),
    }
    return render(request, "labels/palmares/year.html", context)


def not_there(request: HttpRequest, year: str, years: list[Year]) -> HttpResponse:
    """The same words for what never was, what is not there yet and what nobody may know of."""
    asked = int(year) if is_year(year) else 0
    near = sorted(years, key=lambda one: abs(one.year - asked))[:NEAR] if asked else years[:NEAR]
    context = {"asked": year, "near": sorted(near, key=lambda one: -one.year)}
    return render(request, "labels/palmares/not_there.html", context, status=404)


def _other_year(request: HttpRequest, shown: Year, years: list[Year]) -> HttpResponse | None:
    """The form has the years among its choices: another one is another page, with the same filters."""
    asked = request.GET.get("an", str(shown.year))
    chosen = next((one for one in years if str(one.year) == asked and one is not shown), None)
    if not chosen:
        return None
    parameters = request.GET.copy()
    del parameters["an"]
    return HttpResponseRedirect(f"{chosen.url}?{parameters.urlencode()}" if parameters else chosen.url)


def _heading(shown: Year, laureates: list[Laureate]) -> dict[str, Any]:
    """What the whole year has, whatever is chosen."""
    candidates = Dossier.objects.deposited().filter(campaign__year=shown.year)
    return {
        "candidates": candidates.count(),
        "most": max(rung.count for rung in shown.rungs),
        "first_count": sum(laureate.is_first for laureate in laureates),
        "progress_count": sum(laureate.has_progressed for laureate in laureates),
    }


def _territories(narrowed: list[Laureate], shown: Year) -> dict[str, Any]:
    departements = territories.departements(narrowed, shown.highest)
    return {
        "regions": territories.regions(narrowed, shown.highest),
        "departements": departements,
        "points": territories.points(narrowed),
    }


def _group(symbols: int, laureates: list[Laureate], shown: Year) -> Group:
    return Group(symbols, laureates[0].level, laureates, is_best=symbols == shown.highest)


def _shared(year: Year) -> SharedPalmares:
    return SharedPalmares(year.year, year.total)


def _shared_part(year: Year, fields: list[filters.Field]) -> SharedPalmares | SharedLevel:
    """A level has an image of its own, where nothing else is chosen."""
    chosen = [(field.filter.name, field.chosen.value) for field in fields if field.chosen]
    level = next((rung for rung in year.rungs if chosen == [("niveau", str(rung.symbols))]), None)
    return level_of(year, level) if level else _shared(year)


def _home() -> list[Link]:
    return [Link(_("Accueil"), home_address(get_language() or settings.LANGUAGE_CODE))]


def way_to(year: Year | None = None) -> list[Link]:
    """The breadcrumbs of what is below the list of palmarès, or below that of a year."""
    found = [*_home(), Link(_("Palmarès"), reverse("palmares"))]
    return [*found, Link(str(year.year), year.url)] if year else found
