"""How an answer that anybody may read leaves the portal: compressed, named, and kept only as long as it is the same."""

import gzip
import hashlib
import re

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

COMPRESSIBLE = ("text/", "application/xml", "application/atom+xml", "application/json")
SMALLEST = 500
"""Bytes under which compressing gains nothing."""
LEVEL = 5
ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))")


def accepts_gzip(request: HttpRequest) -> bool:
    """Whether who asks understands a compressed answer."""
    return bool(ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")))


def make_public(request: HttpRequest, response: HttpResponse) -> None:
    """Give a whole answer its name (ETag) and its headers, and compress it for who understands that.

    A browser keeps the page and asks each time whether it is still the same, so that an editor sees every change.
    Nothing secret is in what anybody may read: compressing it gives nothing away (BREACH).
    """
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response.headers.setdefault("Cache-Control", "public, no-cache")
    patch_vary_headers(response, ["Accept-Encoding"])
    if accepts_gzip(request) and _is_worth_compressing(response):
        response.content = gzip.compress(response.content, LEVEL, mtime=0)
        response["Content-Encoding"] = "gzip"
        digest = f"{digest}-gzip"
    response["Content-Length"] = str(len(response.content))
    response.headers.setdefault("ETag", f'"{digest}"')


def _is_worth_compressing(response: HttpResponse) -> bool:
    return (
        len(response.content) >= SMALLEST
        and "Content-Encoding" not in response
        and response.get("Content-Type", "").startswith(COMPRESSIBLE)
    )
