"""What the editorial pages show."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from wagtail.models import Page

from collectivities.models import Collectivity
from home.dot_map import dot_map
from home.enums import ResourceKind
from home.figures import KeyFigures, key_figures
from home.models import ArticlePage, EventPage, FreePage, KeyFiguresPage, ResourcePage, SectionPage
from initiatives.models import InitiativePage, Theme
from portal.page_cache import generation
from portal.pagination import paginate

if TYPE_CHECKING:
    from django.http import HttpRequest

    from home.models import ArticleIndexPage, EventIndexPage, HomePage, ResourceIndexPage, SiteMapPage

FEATURED = 4
SIGNS = 6
SIGN_LETTERS = 10
LATEST_ARTICLES = 4
PER_PAGE = 10


def home_context(page: "HomePage") -> dict[str, Any]:
    figures = cached_figures()
    return {
        "themes": Theme.objects.current().in_language().with_initiative_count(),
        "initiatives": featured_initiatives(page),
        "popular_searches": page.popular_searches.all(),
        "figures": figures,
        "millions": figures.inhabitants // 1_000_000,
        "key_figures_url": _url_of(KeyFiguresPage.objects.live_public().first()),
        "signs": _signs(),
        "articles": ArticlePage.objects.live_public().order_by("-date")[:LATEST_ARTICLES],
        "dot_map": dot_map(),
    }


def featured_initiatives(page: "HomePage") -> list[InitiativePage]:
    """Those the editor chose; without a choice, the latest in the page's language, or in French when there is none."""
    public = InitiativePage.objects.live().public().with_card()
    chosen = list(page.features.values_list("initiative_id", flat=True))
    if chosen:
        return sorted(public.filter(pk__in=chosen), key=lambda initiative: chosen.index(initiative.pk))
    latest = list(public.in_language().order_by("-first_published_at")[:FEATURED])
    return latest or list(public.in_language(settings.LANGUAGE_CODE).order_by("-first_published_at")[:FEATURED])


def cached_figures() -> KeyFigures:
    """The figures, counted again whenever something is published."""
    key = f"figures:{generation()}"
    figures: KeyFigures | None = cache.get(key)
    if figures is None:
        figures = key_figures()
        cache.set(key, figures, timeout=3600)
    return figures


def _signs() -> list[Collectivity]:
    """Some registered communes with short names, those that presented an initiative last."""
    latest = (
        InitiativePage.objects.live().public().order_by("-first_published_at").values_list("collectivity_id", flat=True)
    )
    communes = Collectivity.objects.in_bulk(list(dict.fromkeys(latest[:40])))
    return [communes[key] for key in dict.fromkeys(latest[:40]) if len(communes[key].name) <= SIGN_LETTERS][:SIGNS]


def _url_of(page: Page | None) -> str | None:
    return page.get_url() if page else None


def article_index_context(page: "ArticleIndexPage", request: "HttpRequest", year: int | None) -> dict[str, Any]:
    articles = ArticlePage.objects.live_public().order_by("-date", "-pk")
    years = [day.year for day in articles.dates("date", "year", order="DESC")]
    listed = articles.filter(date__year=year) if year else articles
    return {"page_obj": paginate(request, listed, PER_PAGE), "years": years, "year": year}


def event_index_context(page: "EventIndexPage", request: "HttpRequest") -> dict[str, Any]:
    events = EventPage.objects.live_public()
    return {"upcoming": list(events.upcoming()[:50]), "page_obj": paginate(request, events.past(), PER_PAGE)}


def resource_index_context(page: "ResourceIndexPage", request: "HttpRequest") -> dict[str, Any]:
    resources = ResourcePage.objects.live_public().order_by("-published_on", "-pk")
    kind = request.GET.get("genre", "")
    if kind in ResourceKind.values:
        resources = resources.filter(kind=kind)
    return {"page_obj": paginate(request, resources, PER_PAGE), "kinds": ResourceKind.choices, "kind": kind}


def site_map_context(page: "SiteMapPage") -> dict[str, Any]:
    """The association's pages, two levels deep; communes, initiatives and dated pages have their own listings."""
    sections = list(page.get_parent().get_children().live().public().defer_streamfields().order_by("path"))
    children = Page.objects.live().public().type(SectionPage, FreePage).filter(depth=page.depth + 1)
    by_parent: dict[str, list[Page]] = {}
    for child in children.order_by("path"):
        by_parent.setdefault(child.path[: -Page.steplen], []).append(child)
    return {"sections": [{"page": section, "children": by_parent.get(section.path, [])} for section in sections]}
