"""Addresses of pages from what is stored of them, for lists that read no whole page."""

import re
from functools import cache

from django.urls import reverse
from django.utils.translation import override

ADDRESS = re.compile(r"^(?:/(?![/\\])|https?://[^/])")
"""How an address that an editor writes begins: a path of this site, or a whole address."""


def page_address(url_path: str, language: str) -> str:
    """The public address of a page of this language, as ``Page.url`` gives it on a portal of one site.

    The stored path begins with the slug of the home page, which no address has.
    """
    return f"{home_address(language)}{url_path.split('/', 2)[2]}"


@cache
def home_address(language: str) -> str:
    """The address of the home page in a language: ``/``, ``/en/``, ``/br/``."""
    with override(language):
        return reverse("wagtail_serve", args=("",))
