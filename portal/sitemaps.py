"""The map of the site for search engines: an index, and files of a few thousand addresses read as plain rows.

A file takes a constant number of queries, wherever it is in the map, so that half a million pages are as cheap as ten.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from portal.addresses import page_address, whole_address
from portal.models.page import IsPublic

PER_FILE = 5_000
FIRST_PAGES_DEPTH = 2
"""That of the home pages; what is above is no address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An address, the day it last changed where that is known, and by language those of what says the same."""

    address: str
    changed: datetime.datetime | None = None
    translations: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return whole_address(self.address)

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Languages and whole addresses, when there is more than one."""
        several = sorted(self.translations.items()) if len(self.translations) > 1 else ()
        return [(language, whole_address(address)) for language, address in several]


class Section(Protocol):
    """A kind of addresses, counted and listed in an order that does not change."""

    def count(self) -> int: ...

    def entries(self, start: int, stop: int) -> Iterable[Entry]: ...


class PageSection:
    """Every public page, in the language it is written in."""

    def count(self) -> int:
        return int(self.pages().count())

    def entries(self, start: int, stop: int) -> Iterable[Entry]:
        columns = ("pk", "url_path", "locale__language_code", "last_published_at", "translation_key")
        rows = list(self.pages().order_by("pk").values_list(*columns)[start:stop])
        translations = self._translations(rows[0][0], rows[-1][0]) if rows else {}
        for _pk, url_path, language, changed, key in rows:
            yield Entry(page_address(url_path, language), changed, translations[key])

    @staticmethod
    def pages() -> Any:
        return Page.objects.live().filter(IsPublic("path"), alias_of=None, depth__gte=FIRST_PAGES_DEPTH).order_by()

    def _translations(self, first: int, last: int) -> dict[Any, dict[str, str]]:
        listed = self.pages().filter(pk__gte=first, pk__lte=last).values("translation_key")
        rows = self.pages().filter(translation_key__in=listed)
        found: dict[Any, dict[str, str]] = defaultdict(dict)
        for key, language, url_path in rows.values_list("translation_key", "locale__language_code", "url_path"):
            found[key][language] = page_address(url_path, language)
        return found


class ViewSection:
    """What answers without being a page of the tree, by the names of its addresses, in every language."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def count(self) -> int:
        return len(self.names) * len(settings.LANGUAGES)

    def entries(self, start: int, stop: int) -> Iterable[Entry]:
        every = (
            Entry(address, translations=found)
            for found in map(self._translations, self.names)
            for address in found.values()
        )
        return islice(every, start, stop)

    @staticmethod
    def _translations(name: str) -> dict[str, str]:
        """The address, by language."""
        found = {}
        for code, _name in settings.LANGUAGES:
            with override(code):
                found[code] = reverse(name)
        return found


def index(request: HttpRequest, sections: Mapping[str, Section]) -> HttpResponse:
    """``/sitemap.xml``: the files there are."""
    files = [
        whole_address(reverse("sitemap_file", args=(name, number)))
        for name, section in sections.items()
        for number in range(1, -(-section.count() // PER_FILE) + 1)
    ]
    return _xml("portal/sitemap_index.xml", {"files": files})


def file(request: HttpRequest, sections: Mapping[str, Section], section: str, number: int) -> HttpResponse:
    """``/sitemap-pages-1.xml``: some of the addresses of a section; 404 beyond the last."""
    start = (number - 1) * PER_FILE
    entries = list(sections[section].entries(start, start + PER_FILE)) if section in sections and start >= 0 else []
    if not entries:
        raise Http404
    return _xml("portal/sitemap.xml", {"entries": entries})


def _xml(template: str, context: dict[str, Any]) -> HttpResponse:
    headers = {"Cache-Control": "public, max-age=3600", "X-Robots-Tag": "noindex"}
    text = render_to_string(template, context)
    return HttpResponse(text, content_type="application/xml; charset=utf-8", headers=headers)
