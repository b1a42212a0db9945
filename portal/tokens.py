"""What only the reader of a mail knows, and the pages it opens."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def new_token() -> str:
    """43 letters, digits, hyphens and underscores: nobody guesses one."""
    return secrets.token_urlsafe(32)


def opened_by_token(view: View) -> View:
    """A page that only its token opens: who knows it may act, without a cookie. No cache keeps the page, and no other
    address is told this one.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(cache_control(no_store=True)(require_http_methods(["GET", "HEAD", "POST"])(opened)))
