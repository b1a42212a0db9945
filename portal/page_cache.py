"""The cache of anonymous pages: one entry per address, language and generation.

The generation is a number raised whenever something public changes, so an editor never waits for an entry to expire.
A signed-in reader, a preview, a form or an answer that sets a cookie never goes through the cache.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse

GENERATION_KEY = "page-cache-generation"
DEFAULT_SECONDS = 600


def generation() -> int:
    return int(cache.get_or_set(GENERATION_KEY, 1, timeout=None) or 1)


def forget_all() -> None:
    """Raise the generation once the change is committed: until then a reader must not store the old page under the
    new one.
    """
    transaction.on_commit(_raise_generation)


def _raise_generation() -> None:
    try:
        cache.incr(GENERATION_KEY)
    except ValueError:
        cache.set(GENERATION_KEY, 2, timeout=None)


class PageCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.seconds = getattr(settings, "PORTAL_PAGE_CACHE_SECONDS", DEFAULT_SECONDS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.may_use(request):
            return self.get_response(request)
        key = self.key(request)
        cached = cache.get(key)
        if cached is not None:
            return _answer(*cached)
        response = self.get_response(request)
        if self.may_store(response):
            cache.set(key, (response.content, dict(response.items())), self.seconds)
        return response

    def may_use(self, request: HttpRequest) -> bool:
        return (
            self.seconds > 0
            and request.method == "GET"
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not request.path.startswith(
                ("/admin/", "/connexion/", "/health/", settings.STATIC_URL, settings.MEDIA_URL)
            )
        )

    @staticmethod
    def may_store(response: HttpResponse) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "no-store" not in response.get("Cache-Control", "")
        )

    @staticmethod
    def key(request: HttpRequest) -> str:
        htmx = request.headers.get("HX-Request", "")
        address = f"{request.scheme}://{request.get_host()}{request.get_full_path()} {htmx}"
        return f"page:{generation()}:{hashlib.sha256(address.encode()).hexdigest()}"


def _answer(content: bytes, headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(content)
    for name, value in headers.items():
        response[name] = value
    response["X-Page-Cache"] = "hit"
    return response
