"""Feeds of the editorial pages."""

from typing import TYPE_CHECKING

from home.models import ArticlePage
from portal.feeds import page_feed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from home.models import ArticleIndexPage


def article_feed(request: "HttpRequest", page: "ArticleIndexPage") -> "HttpResponse":
    articles = ArticlePage.objects.live_public().order_by("-date")[:30]
    return page_feed(request, page.title, page.summary, page.full_url, articles)
