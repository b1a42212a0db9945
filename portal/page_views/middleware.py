"""Counts the pages that anonymous readers read. Stands outside of the page cache, whose answers count too."""

from collections.abc import Callable

from crawlerdetect import CrawlerDetect
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.page_views.marking import take_mark
from portal.page_views.tally import tally


class PageViewsMiddleware:
    """The header that says which page an answer shows ends here, counted or not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # It remembers its last thousand answers: browsers are many, their names few. Its rules are compiled now.
        self.robots = CrawlerDetect()
        self.robots.is_crawler("Googlebot")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        page = take_mark(response)
        if page and response.status_code == 200 and is_read(request) and not self.is_robot(request):
            tally.add(page)
        return response

    def is_robot(self, request: HttpRequest) -> bool:
        """Whether a program says that it is one; every browser says its name."""
        name = request.headers.get("User-Agent", "").strip()
        return not name or self.robots.is_crawler(name)


def is_read(request: HttpRequest) -> bool:
    """Whether somebody who is not signed in asked for a whole page, to see it now."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Authorization" not in request.headers
        and "HX-Request" not in request.headers
        # What a browser fetches in case the reader goes there.
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        # A draft that Wagtail renders through every middleware.
        and not getattr(request, "is_dummy", False)
    )
