"""``/recherche/calendrier/``: the events of a search, as iCalendar."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from portal.calendars import calendar_response
from portal.searchable import Kind
from search.facade import search
from search.request import SearchRequest
from search.wording import in_words

EVENTS = 200
"""The latest of them. Those that are over stay: an agenda that follows the search keeps its past."""


def search_calendar(request: HttpRequest) -> HttpResponse:
    """The same events as on the page of the search; Http404 where the address is of another kind of things."""
    asked = SearchRequest.of_kind(Kind.EVENT, request.GET, get_language() or "fr")
    result = search(replace(asked, sort="date", page=1, per_page=EVENTS))
    return calendar_response(in_words(result.request), [hit.page for hit in result.hits])
