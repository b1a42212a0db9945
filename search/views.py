"""The search page: words, facets, order and page are all in its address."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.search_promotions.models import SearchPromotion

from collectivities.models import Collectivity
from collectivities.names import sort_key
from initiatives.models import Theme
from search.facade import SearchPage, search
from search.facets import BY_NAME
from search.french import words
from search.request import MAX_PAGE, SearchRequest

SORT_LABELS = (("pertinence", _("Pertinence")), ("date", _("Plus récentes")), ("nom", _("Titre")))
COLLECTIVITIES = 3
PROMOTIONS = 3


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter, and the address without it."""

    label: str
    url: str


class FoundPaginator(Paginator):
    """Pages of hits that were already found: the page bar needs their number only."""

    def __init__(self, page: SearchPage) -> None:
        super().__init__((), page.request.per_page)
        self.count = page.total
        self.num_pages = min(page.pages, MAX_PAGE)


def search_page(request: HttpRequest) -> HttpResponse:
    asked = SearchRequest.from_query(request.GET, get_language() or "fr")
    result = search(asked)
    context: dict[str, Any] = {
        "result": result,
        "asked": asked,
        "query": asked.query,
        "chips": chips(result),
        "sorts": SORT_LABELS,
        "page_obj": FoundPaginator(result).page(min(asked.page, result.pages, MAX_PAGE)),
        "collectivities": collectivities_named(asked),
        "promotions": promotions(asked),
        "themes": () if result.total else Theme.objects.current().in_language(),
        "elsewhere": _in_french(asked) if not result.total else 0,
    }
    template = "search/results.html" if getattr(request, "htmx", False) else "search/search_page.html"
    return render(request, template, context)


def chips(result: SearchPage) -> list[Chip]:
    """One per chosen value, in the order of the facets."""
    found = []
    for counts in result.facets:
        for value in counts.values:
            if value.selected:
                others = [v for v in result.request.filters[counts.facet.name] if v != value.value]
                query = result.request.parameters(**{BY_NAME[counts.facet.name].parameter: others})
                found.append(Chip(value.label, f"?{query.urlencode()}"))
    return found


def collectivities_named(asked: SearchRequest) -> list[Collectivity]:
    """The collectivités whose name, or postal code, is what was typed: « Plouézec » answers with the commune."""
    key = sort_key(asked.query)
    if len(key) < 2 or asked.page > 1:
        return []
    exact = Collectivity.objects.filter(sort_name__in={key, " ".join(words(asked.query))})
    if key.isdecimal() and len(key) == 5:
        exact |= Collectivity.objects.communes().filter(postal_codes__contains=key)
    return list(exact.select_related("departement").order_by("kind", "-population")[:COLLECTIVITIES])


def promotions(asked: SearchRequest) -> list[SearchPromotion]:
    """What the editors chose for these words, looked up whatever accents and case; nothing is written."""
    normalised = " ".join(words(asked.query))
    if not normalised:
        return []
    chosen = SearchPromotion.objects.filter(query__query_string__in={asked.query.lower(), normalised}).select_related(
        "page"
    )
    return [promotion for promotion in chosen[:PROMOTIONS] if not promotion.page or promotion.page.live]


def _in_french(asked: SearchRequest) -> int:
    """How many sheets there are in French, where there is none in the reader's language."""
    if asked.language == "fr":
        return 0
    return search(SearchRequest(query=asked.query, filters=asked.filters, language="fr", per_page=1)).total
