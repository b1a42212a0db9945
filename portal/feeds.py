"""Feeds of pages, as Atom."""

import datetime
import re
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import get_language

if TYPE_CHECKING:
    from portal.models import BasePage

NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML document may hold, and that a form lets through."""


class Feed(Atom1Feed):
    def latest_post_date(self) -> datetime.datetime:
        """As Django's, but the same all day for a feed of nothing: who follows it is told that nothing changed."""
        dates = [date for item in self.items for date in (item["pubdate"], item["updateddate"]) if date]
        return max(dates, default=timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0))


def page_feed(
    request: HttpRequest,
    title: str,
    description: str,
    link: str,
    pages: "Iterable[BasePage]",
    *,
    address: str = "",
    language: str = "",
) -> HttpResponse:
    """The pages in the order given, each with its title, summary, address, author and dates.

    ``address`` is that of the feed, where it is not the path alone; ``language`` that of the pages, where it is not the
    reader's.
    """
    feed = Feed(
        title=_clean(title),
        link=link,
        description=_clean(description),
        author_name=settings.WAGTAIL_SITE_NAME,
        language=language or get_language(),
        feed_url=request.build_absolute_uri(address or request.path),
    )
    for page in pages:
        url = page.get_full_url(request)
        feed.add_item(
            title=_clean(page.title),
            link=url,
            description=escape(_clean(page.summary)),
            author_name=_clean(page.author_name) or None,
            unique_id=_identifier(page, language),
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    return response


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)


def _identifier(page: "BasePage", language: str) -> str:
    """The same for ever, in one language: an address changes."""
    return f"urn:uuid:{uuid.uuid5(page.translation_key, language or get_language() or settings.LANGUAGE_CODE)}"
