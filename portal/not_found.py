"""The portal's own page for an unknown address where DEBUG is on, as on a public server.

Django would show its technical page there, and a demonstration runs with DEBUG on. A view that says itself what is not
found any more is left to say it.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from portal.views import page_not_found


class OwnNotFoundMiddleware:
    """Replaces the technical page. Redirects stay: their middleware stands inside of this one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if response.status_code == 404 and is_page and request.resolver_match is None:
            return page_not_found(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return page_not_found(request) if isinstance(exception, Http404) else None
