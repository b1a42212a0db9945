"""The portal's own page for an unknown address where DEBUG is on, as on a public server.

Django would show its technical page there, and a demonstration runs with DEBUG on.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.views import page_not_found


class OwnNotFoundMiddleware:
    """Replaces the technical page. Redirects stay: their middleware stands inside of this one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and response.get("Content-Type", "").startswith("text/html"):
            return page_not_found(request)
        return response
