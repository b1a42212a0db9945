"""The search page: words, facets, order and page are all in its address."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from initiatives.models import Theme
from labels.published import turn
from portal.page_cache import keep_until
from search import missed
from search.addresses import address_of
from search.completing import complete
from search.distances import RADII, USUAL, read
from search.elastic import circuit
from search.facade import SearchPage, search
from search.facets import BY_NAME, NEAR
from search.kinds import TABS, Tab
from search.places import collectivities_named, towns_within
from search.promotions import promotions
from search.request import SearchRequest
from search.territories import territories

SORT_LABELS = {
    "pertinence": _("Pertinence"),
    "date": _("Plus récentes"),
    "nouveautes": _("Publiées ou confirmées"),
    "nom": _("Titre"),
}
COLLECTIVITIES = 3
AROUND = 0.2
"""Degrees beyond a square in which the nearest commune of a place of it may have its middle."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class KindTab:
    """A kind of things, how many have the words, or of those that are shown most of them, and the address of the same
    search among them.
    """

    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A search without the filters of a facet, and what it would find."""

    labels: list[str]
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Near:
    """A commune as the field names it, none where none is chosen, and a distance in kilometres."""

    place: str
    radius: int


class FoundPaginator(Paginator):
    """Pages of hits that were already found: the page bar needs their number only."""

    def __init__(self, page: SearchPage) -> None:
        super().__init__((), page.request.per_page)
        self.count = page.total
        self.num_pages = page.pages


def search_page(request: HttpRequest) -> HttpResponse:
    """``/recherche/``: the whole page, or the results alone when htmx asks for them."""
    result = search(SearchRequest.from_query(request.GET, get_language() or "fr"))
    asked = result.request
    listed = replace(asked, is_mapped=False)
    followed = replace(listed, sort="pertinence")
    kinds, called = tabs(result), named(result)
    context: dict[str, Any] = {
        "result": result,
        "asked": asked,
        "query": asked.query,
        "tabs": kinds,
        "chips": chips(result),
        "cleared": address(replace(asked, filters={}, page=1)),
        "first_page": address(asked),
        "as_typed": address(replace(asked, is_exact=True, page=1)),
        "list_url": address(listed),
        "map_url": address(replace(asked, is_mapped=asked.tab.has_map)),
        "places": territories(result) if asked.is_mapped else None,
        "feed": address_of("search_feed", followed),
        "table": address_of("search_table", listed),
        "calendar": address_of("search_calendar", followed),
        "alert": address_of("search_alert", followed),
        "near": near(result),
        "radii": RADII,
        "sorts": [(sort, SORT_LABELS[sort]) for sort in asked.tab.sorts],
        "page_obj": FoundPaginator(result).page(min(asked.page, result.pages)),
        "beyond": asked.page > result.pages,
        "collectivities": called,
        "promotions": promotions(asked),
        "partial": bool(getattr(request, "htmx", False)),
    }
    if not result.total:
        elsewhere = bool(asked.query) and not result.found and (len(kinds) > 1 or bool(called))
        context |= {"elsewhere": elsewhere, "ways": ways_out(result), "themes": _themes()}
    missed.note(result)
    turn(request)
    if result.is_from_another_engine:
        keep_until(request, timezone.now() + datetime.timedelta(seconds=circuit.SECONDS))
    response = render(request, f"search/{'results' if context['partial'] else 'search_page'}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def suggestions(request: HttpRequest) -> HttpResponse:
    """``/recherche/suggestions/``: what is proposed under the field while somebody types, as the list's content."""
    groups = complete(request.GET.get("q", ""), get_language() or "fr")
    context = {"groups": groups, "count": sum(len(group.found) for group in groups)}
    return render(request, "search/suggestions.html", context)


def address(asked: SearchRequest, **changes: Any) -> str:
    return f"?{asked.parameters(**changes).urlencode()}"


def named(result: SearchPage) -> list[Collectivity]:
    """The collectivités called so: above what was found their names, and where nothing was all that hits show."""
    if result.request.page > 1:
        return []
    for found in (collectivities_named(result.request.query), towns_within(result.request.query)):
        if called := list((found if result.total else found.as_hits())[:COLLECTIVITIES]):
            return called
    return []


def tabs(result: SearchPage) -> list[KindTab]:
    """The kinds that have something to show, and the one that is shown; filters belong to one kind."""
    asked = result.request
    found = [
        KindTab(
            str(tab.kind.label),
            address(_among(asked, tab)),
            result.found if tab.kind == asked.kind else result.kinds.get(tab.kind, 0),
            tab.kind == asked.kind,
        )
        for tab in TABS
    ]
    return [tab for tab in found if tab.count or tab.is_current]


def _among(asked: SearchRequest, tab: Tab) -> SearchRequest:
    """The same words, and the map where there is one, among things of another kind."""
    return SearchRequest(asked.query, tab.kind, is_exact=asked.is_exact, is_mapped=asked.is_mapped and tab.has_map)


def chips(result: SearchPage) -> list[Chip]:
    """One per chosen value, in the order of the facets."""
    found = []
    for counts in result.facets:
        for value in counts.values:
            if value.selected:
                others = [v for v in result.request.filters[counts.facet.name] if v != value.value]
                url = address(result.request, **{BY_NAME[counts.facet.name].parameter: others})
                found.append(Chip(value.label, url))
    if result.near:
        found.append(Chip(result.near.label, address(result.request.without(NEAR.name))))
    return found


def near(result: SearchPage) -> Near:
    """What the form that asks around a commune shows: « Plouézec (22) »."""
    value = result.near
    if value is None:
        return Near("", USUAL)
    code, radius = read(value.address)
    commune = Collectivity.objects.communes().select_related("departement").get(code=code)
    departement = commune.departement.code if commune.departement else ""
    return Near(f"{commune.name} ({departement})", int(radius))


def communes(request: HttpRequest) -> HttpResponse:
    """``/recherche/communes/``: those of a square degree and a little around, for a browser that knows where it is."""
    try:
        south, west = (int(request.GET.get(name, "")) for name in ("latitude", "longitude"))
    except ValueError as error:
        raise Http404 from error
    if abs(south) > 90 or abs(west) > 180:
        raise Http404
    rows = Collectivity.objects.communes().filter(
        latitude__range=(south - AROUND, south + 1 + AROUND), longitude__range=(west - AROUND, west + 1 + AROUND)
    )
    return JsonResponse({"communes": list(rows.order_by("code").values_list("code", "latitude", "longitude"))})


def ways_out(result: SearchPage) -> list[Way]:
    """Where the filters leave nothing: the same search without each of them, as far as it finds something."""
    ways = []
    for counts in result.facets:
        count = result.without.get(counts.facet.name, 0)
        if count:
            labels = [value.label for value in counts.values if value.selected]
            ways.append(Way(labels, address(result.request.without(counts.facet.name)), count))
    if result.near and result.without.get(NEAR.name):
        ways.append(Way([result.near.label], address(result.request.without(NEAR.name)), result.without[NEAR.name]))
    return sorted(ways, key=lambda way: -way.count)


def _themes() -> list[Theme]:
    return list(Theme.objects.current().in_language())
