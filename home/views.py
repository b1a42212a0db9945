"""What the editorial pages show."""

from typing import TYPE_CHECKING, Any

from home.figures import key_figures
from home.models import ArticlePage, EventPage, ResourcePage
from initiatives.models import InitiativePage, Theme

if TYPE_CHECKING:
    from django.http import HttpRequest

    from home.models import (
        ArticleIndexPage,
        EventIndexPage,
        HomePage,
        ResourceIndexPage,
        SiteMapPage,
    )


def home_context(page: "HomePage") -> dict[str, Any]:
    return {
        "themes": Theme.objects.current().in_language(),
        "initiatives": InitiativePage.objects.live_public().with_card().order_by("-first_published_at")[:4],
        "figures": key_figures(),
    }


def article_index_context(page: "ArticleIndexPage", request: "HttpRequest", year: int | None) -> dict[str, Any]:
    articles = ArticlePage.objects.live_public().order_by("-date")
    return {
        "articles": articles.filter(date__year=year) if year else articles,
        "year": year,
    }


def event_index_context(page: "EventIndexPage", request: "HttpRequest") -> dict[str, Any]:
    events = EventPage.objects.live_public()
    return {"upcoming": events.upcoming(), "past": events.past()}


def resource_index_context(page: "ResourceIndexPage", request: "HttpRequest") -> dict[str, Any]:
    return {"resources": ResourcePage.objects.live_public().order_by("-published_on")}


def site_map_context(page: "SiteMapPage") -> dict[str, Any]:
    return {"sections": page.get_parent().get_children().live().public().specific()}
