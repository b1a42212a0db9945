"""What every answer of the API goes through: it knows nobody, counts its readers, and answers pages of other sites."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_ratelimit.core import get_usage

from search.api.problems import problem

ROOT = "/api/v1/"
READING = ("GET", "HEAD")
METHODS = "GET, HEAD, OPTIONS"
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After",
    "X-Robots-Tag": "noindex",
}
PREFLIGHT = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "*"}
CREDENTIALS = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")


class ApiMiddleware:
    """Stands before the page cache, which then keeps the answers, names them (ETag) and gives 304 as for a page; what
    depends on who asks, the count of their requests, is written outside of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The root itself is a page: the documentation.
        if not request.path_info.startswith(ROOT) or request.path_info == ROOT:
            return self.get_response(request)
        response = (
            HttpResponse(status=204, headers=PREFLIGHT) if request.method == "OPTIONS" else self._counted(request)
        )
        for name, value in SHARED.items():
            response[name] = value
        return response

    def _counted(self, request: HttpRequest) -> HttpResponse:
        usage = get_usage(
            request, group="api", key="ip", rate=f"{settings.PORTAL_API_REQUESTS_PER_MINUTE}/m", increment=True
        )
        response = _too_many(usage) if usage["should_limit"] else self._anonymous(request)
        response["RateLimit-Limit"] = str(usage["limit"])
        response["RateLimit-Remaining"] = str(max(0, usage["limit"] - usage["count"]))
        response["RateLimit-Reset"] = str(usage["time_left"])
        return response

    def _anonymous(self, request: HttpRequest) -> HttpResponse:
        """The answer to anybody, whoever asks; to HEAD as to GET, whose body the server leaves out."""
        if request.method not in READING:
            response = problem(HTTPStatus.METHOD_NOT_ALLOWED, "L’API se lit (GET) ; elle n’écrit rien.")
            response["Allow"] = METHODS
            return response
        for name in CREDENTIALS:
            request.META.pop(name, None)
        asked, request.method = request.method, "GET"
        response = self.get_response(request)
        request.method = asked
        return response


def _too_many(usage: dict[str, Any]) -> HttpResponse:
    seconds = max(1, usage["time_left"])
    detail = (
        f"Au plus {usage['limit']} demandes par minute. Réessayez dans {seconds} s, ou prenez les fichiers entiers."
    )
    response = problem(HTTPStatus.TOO_MANY_REQUESTS, detail)
    response["Retry-After"] = str(seconds)
    return response
