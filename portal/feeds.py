"""Feeds of pages, as Atom."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

if TYPE_CHECKING:
    from portal.models import BasePage


def page_feed(
    request: HttpRequest, title: str, description: str, link: str, pages: "Iterable[BasePage]"
) -> HttpResponse:
    """The pages in the order given, each with its title, summary, address and dates."""
    feed = Atom1Feed(
        title=title,
        link=link,
        description=description,
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
    )
    for page in pages:
        url = page.get_full_url(request)
        feed.add_item(
            title=page.title,
            link=url,
            description=page.summary,
            unique_id=url,
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
