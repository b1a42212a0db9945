"""Feeds of pages, as Atom."""

import re
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

if TYPE_CHECKING:
    from portal.models import BasePage

NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML document may hold, and that a form lets through."""


def page_feed(
    request: HttpRequest, title: str, description: str, link: str, pages: "Iterable[BasePage]"
) -> HttpResponse:
    """The pages in the order given, each with its title, summary, address and dates."""
    feed = Atom1Feed(
        title=_clean(title),
        link=link,
        description=_clean(description),
        author_name=settings.WAGTAIL_SITE_NAME,
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
    )
    for page in pages:
        url = page.get_full_url(request)
        feed.add_item(
            title=_clean(page.title),
            link=url,
            description=_clean(page.summary),
            unique_id=_identifier(page),
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)


def _identifier(page: "BasePage") -> str:
    """The same for ever, in one language: an address changes."""
    return f"urn:uuid:{uuid.uuid5(page.translation_key, get_language() or settings.LANGUAGE_CODE)}"
