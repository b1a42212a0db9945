"""The cache of anonymous pages: one entry per address and generation.

The generation changes whenever something public does, so an editor never waits for an entry to expire. It is a time,
never a count: a cache that lost it must not find the entries of an earlier generation again. Where the cache is the
memory of a process, the other processes of the machine tell it through the time of a file, ``PORTAL_CACHE_STAMP``.
A signed-in reader, a preview, a form or an answer that sets a cookie never goes through the cache. The language is part
of the address; no other header but htmx's changes a page.
"""

import datetime
import hashlib
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from portal.delivery import accepts_gzip, make_public

Read = TypeVar("Read")

GENERATION_KEY = "page-cache-generation"
DEFAULT_SECONDS = 600
MAX_ADDRESS = 500
OUTSIDE = ("/admin/", "/health/")
NEVER_KEPT = ("/sitemap",)
"""Answers too large, and too seldom asked for, to be kept."""


def generation() -> str:
    return f"{cache.get_or_set(GENERATION_KEY, time.time_ns, timeout=None)}-{_stamped_at()}"


def _stamped_at() -> int:
    try:
        return settings.PORTAL_CACHE_STAMP.stat().st_mtime_ns if settings.PORTAL_CACHE_STAMP else 0
    except FileNotFoundError:
        return 0


def remember(name: str, read: Callable[[], Read], seconds: int = 3_600) -> Read:
    """What ``read`` gives, which is never None; it is called again once something public has changed.

    The name says whatever else the answer depends on: language, host, key.
    """
    key = f"{name}:{generation()}"
    found: Read | None = cache.get(key)
    if found is None:
        found = read()
        cache.set(key, found, seconds)
    return found


def forget_all() -> None:
    """Start a new generation once the change is committed: a page read before that is kept under the old one."""
    # The change is saved by then: a cache that is away must not turn it into an error.
    transaction.on_commit(_start_generation, robust=True)


def _start_generation() -> None:
    cache.set(GENERATION_KEY, time.time_ns(), timeout=None)
    if settings.PORTAL_CACHE_STAMP:
        settings.PORTAL_CACHE_STAMP.touch()


def forget_when_changed(*senders: type[models.Model]) -> None:
    """Forget every page when a row of these models is saved or deleted, which publishes no page."""
    for sender in senders:
        for signal in (post_save, post_delete):
            signal.connect(_row_changed, sender=sender, dispatch_uid=f"page-cache-{sender._meta.label}")


def _row_changed(**kwargs: Any) -> None:
    forget_all()


def keep_until(request: HttpRequest, moment: datetime.datetime) -> None:
    """Say that the answer to this request is out of date from then on, though nothing is published."""
    earlier = getattr(request, "page_cache_until", moment)
    request.page_cache_until = min(earlier, moment)  # type: ignore[attr-defined]


class PageCacheMiddleware:
    """Answers from the cache, or stores the answer. Stands outside of all that depends on the reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.seconds = getattr(settings, "PORTAL_PAGE_CACHE_SECONDS", DEFAULT_SECONDS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.is_for_anybody(request):
            return self.get_response(request)
        # A page read before a change is kept under the generation it was read in.
        key = self.key(request) if self.may_use(request) else None
        kept = cache.get(key) if key else None
        response = _answer(*kept) if kept is not None else self._fresh(request, key)
        return _unless_known(request, response)

    def _fresh(self, request: HttpRequest, key: str | None) -> HttpResponse:
        response = self.get_response(request)
        if self.may_store(response):
            make_public(request, response)
            if key:
                cache.set(key, (response.content, dict(response.items())), self.seconds_for(request))
        return response

    def seconds_for(self, request: HttpRequest) -> int:
        until = getattr(request, "page_cache_until", None)
        left = (until - timezone.now()).total_seconds() if until else self.seconds
        return int(min(self.seconds, max(0, left)))

    def may_use(self, request: HttpRequest) -> bool:
        """Whether the cache may answer, and keep the answer."""
        return (
            self.seconds > 0
            and request.method == "GET"
            and len(request.get_full_path()) <= MAX_ADDRESS
            and not request.path.startswith(NEVER_KEPT)
        )

    @staticmethod
    def is_for_anybody(request: HttpRequest) -> bool:
        """Whether the answer depends on the address alone."""
        # Wagtail renders a draft through every middleware, at the address of the public page: its request is « dummy ».
        return (
            request.method in {"GET", "HEAD"}
            and not getattr(request, "is_dummy", False)
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and "Authorization" not in request.headers
            and not request.path.startswith((*OUTSIDE, settings.STATIC_URL, settings.MEDIA_URL))
        )

    @staticmethod
    def may_store(response: HttpResponse) -> bool:
        control = response.get("Cache-Control", "")
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "Cookie" not in response.get("Vary", "")
            and "no-store" not in control
            and "private" not in control
        )

    @staticmethod
    def key(request: HttpRequest) -> str:
        kind = "part" if request.headers.get("HX-Request") == "true" else "page"
        address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
        form = "gzip" if accepts_gzip(request) else "plain"
        return f"{kind}:{form}:{generation()}:{hashlib.sha256(address.encode()).hexdigest()}"


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, or a 304 where who asks has it already."""
    modified = parse_http_date_safe(response.get("Last-Modified", ""))
    answer = get_conditional_response(request, etag=response.get("ETag"), last_modified=modified, response=response)
    return answer or response


def _answer(content: bytes, headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(content, headers=headers)
    response["X-Page-Cache"] = "hit"
    return response
