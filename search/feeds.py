"""``/recherche/flux/``: the latest sheets of a search, as Atom."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.feeds import page_feed
from portal.searchable import Kind
from search.addresses import address_of
from search.facade import search
from search.request import SearchRequest
from search.wording import in_words

ENTRIES = 30


def search_feed(request: HttpRequest) -> HttpResponse:
    """The same sheets as on the page of the search, whatever its order and page, the latest first."""
    asked = SearchRequest.of_kind(Kind.INITIATIVE, request.GET, get_language() or "fr")
    result = search(replace(asked, sort="date", page=1, per_page=ENTRIES))
    asked = replace(result.request, sort="pertinence")
    words = in_words(asked)
    return page_feed(
        request,
        _("Recherche : %(words)s") % {"words": words},
        _("Les dernières fiches de cette recherche."),
        request.build_absolute_uri(address_of("search", asked)),
        [hit.page for hit in result.hits],
        address=address_of("search_feed", asked),
        language=result.language,
    )
