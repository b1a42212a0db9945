"""Addresses of pages from what is stored of them, for lists that read no whole page; and whole ones, for mails."""

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

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


def whole_address(path: str) -> str:
    """The address of a path of the portal, for what is read elsewhere; one that is whole already stays."""
    return f"{settings.PUBLIC_URL}{path}" if path.startswith("/") else path


def whole_address_of(name: str, *args: Any, language: str = "") -> str:
    """The whole address of a page by its name, in a language or in the reader's, for mails."""
    with override(language or get_language()):
        return whole_address(reverse(name, args=args))
