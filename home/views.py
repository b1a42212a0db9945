"""What the editorial pages show."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max
from django.db.models.functions import Length
from django.http import Http404
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from collectivities.models import Collectivity, CollectivityIndexPage
from home.dot_map import dot_map
from home.enums import ResourceKind
from home.figures import KeyFigures, key_figures
from home.models import (
    ArticleIndexPage,
    ArticlePage,
    EventIndexPage,
    EventPage,
    FreePage,
    KeyFiguresPage,
    ResourceIndexPage,
    ResourcePage,
    SectionPage,
)
from initiatives.cards import Card
from initiatives.models import InitiativePage, Theme, ThemeIndexPage
from portal.addresses import page_address
from portal.models import BasePage
from portal.models.page import IsPublic
from portal.page_cache import keep_until, remember
from portal.pagination import paginate

if TYPE_CHECKING:
    from django.http import HttpRequest

    from home.models import HomePage, SiteMapPage

FEATURED = 4
SIGNS = 6
SIGN_LETTERS = 10
LATEST_ARTICLES = 4
NEXT_EVENTS = 4
PER_PAGE = 10
UPCOMING = 50
LISTINGS = (CollectivityIndexPage, ThemeIndexPage, ArticleIndexPage, EventIndexPage, ResourceIndexPage)
LEGAL_SLUGS = ("mentions-legales", "confidentialite", "accessibilite", "plan-du-site")


def home_context(page: "HomePage", request: "HttpRequest") -> dict[str, Any]:
    figures = cached_figures()
    addresses = _addresses_of(ArticleIndexPage, KeyFiguresPage)
    news_url = addresses.get(ArticleIndexPage)
    return {
        "themes": Theme.objects.current().in_language().with_initiative_count(),
        "initiatives": featured_initiatives(page),
        "popular_searches": page.popular_searches.all(),
        "figures": figures,
        "millions": figures.inhabitants // 1_000_000,
        "key_figures_url": addresses.get(KeyFiguresPage),
        "signs": _signs(),
        "articles": list(ArticlePage.objects.live_public().order_by("-date", "-pk")[:LATEST_ARTICLES]),
        "events": next_events(request),
        "news_url": news_url,
        "feed_url": f"{news_url}flux/" if news_url else None,
        "dot_map": dot_map(),
    }


def next_events(request: "HttpRequest") -> list[EventPage]:
    """What is not over yet; the page that shows it is kept no longer than until the first of them ends."""
    events = list(EventPage.objects.live_public().upcoming()[:NEXT_EVENTS])
    if events:
        keep_until(request, min(event.ends_at for event in events))
    return events


def featured_initiatives(page: "HomePage") -> list[Card]:
    """Those the editor chose; without a choice, the latest in the page's language, or in French when there is none."""
    public = InitiativePage.objects.live().public().cards()
    chosen = list(page.features.values_list("initiative_id", flat=True))
    if chosen:
        return sorted(public.filter(pk__in=chosen), key=lambda initiative: chosen.index(initiative.pk))
    latest = list(public.in_language().order_by("-first_published_at")[:FEATURED])
    return latest or list(public.in_language(settings.LANGUAGE_CODE).order_by("-first_published_at")[:FEATURED])


def cached_figures() -> KeyFigures:
    """The figures, counted again whenever something is published."""
    return remember("figures", key_figures)


def _signs() -> list[Collectivity]:
    """Some registered communes with short names, those that presented an initiative last."""
    short = Collectivity.objects.alias(letters=Length("name")).filter(letters__lte=SIGN_LETTERS, initiatives__live=True)
    latest = short.annotate(presented=Max("initiatives__first_published_at")).order_by("-presented", "pk")
    return list(latest.with_link()[:SIGNS])


def _addresses_of(*models: type[Page], language: str | None = None) -> dict[type[Page], str]:
    """The address of the public page of each of these types, of which there is one in a language, or the reader's."""
    language = language or get_language() or settings.LANGUAGE_CODE
    types = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*models).items()}
    public = Page.objects.live().filter(IsPublic("path"), alias_of=None, content_type__in=types)
    rows = public.filter(locale__language_code=language).order_by().values_list("content_type", "url_path")
    return {types[key]: page_address(url_path, language) for key, url_path in rows}


def article_index_context(page: ArticleIndexPage, request: "HttpRequest", year: int | None) -> dict[str, Any]:
    articles = ArticlePage.objects.live_public().with_card().order_by("-date", "-pk")
    years = [day.year for day in articles.dates("date", "year", order="DESC")]
    if year is not None and year not in years:
        raise Http404
    listed = articles.filter(date__year=year) if year else articles
    return {
        "page_obj": paginate(request, listed, PER_PAGE),
        "years": years,
        "year": year,
        "french_url": None if years else french_listing(ArticleIndexPage, ArticlePage),
    }


def event_index_context(page: EventIndexPage, request: "HttpRequest") -> dict[str, Any]:
    events = EventPage.objects.live_public()
    upcoming = list(events.upcoming()[:UPCOMING])
    for event in upcoming:
        keep_until(request, event.ends_at)
    past = paginate(request, events.past(), PER_PAGE)
    french_url = None if upcoming or past else french_listing(EventIndexPage, EventPage)
    return {"upcoming": upcoming, "page_obj": past, "french_url": french_url}


def resource_index_context(page: ResourceIndexPage, request: "HttpRequest") -> dict[str, Any]:
    resources = ResourcePage.objects.live_public().order_by(F("published_on").desc(nulls_last=True), "-pk")
    used = set(resources.order_by().values_list("kind", flat=True).distinct())
    kind = request.GET.get("genre", "")
    listed = resources.filter(kind=kind) if kind in ResourceKind.values else resources
    return {
        "page_obj": paginate(request, listed.with_card(), PER_PAGE),
        "kinds": [choice for choice in ResourceKind.choices if choice[0] in used],
        "kind": kind,
        "french_url": None if used else french_listing(ResourceIndexPage, ResourcePage),
    }


def french_listing(index: type[BasePage], listed: type[BasePage]) -> str | None:
    """Where a reader of another language finds what is written in French alone, if anything is."""
    french = settings.LANGUAGE_CODE
    if get_language() == french or not listed.objects.live_public(french).exists():
        return None
    return _addresses_of(index, language=french).get(index)


def site_map_context(page: "SiteMapPage") -> dict[str, Any]:
    """The association's pages, two levels deep; communes, initiatives and dated pages have their own listings."""
    pages = list(page.get_parent().get_children().live().public().select_related("content_type").order_by("path"))
    children = Page.objects.live().public().type(SectionPage, FreePage).filter(depth=page.depth + 1)
    by_parent: dict[str, list[Page]] = {}
    for child in children.order_by("path"):
        by_parent.setdefault(child.path[: -Page.steplen], []).append(child)
    return {"groups": [group for group in _site_map_groups(pages, by_parent) if group["entries"]]}


def _site_map_groups(pages: list[Page], by_parent: dict[str, list[Page]]) -> list[dict[str, Any]]:
    """The pages by what they are for: a listing to search in, a legal page, or one that says who we are."""
    groups: dict[str, dict[str, Any]] = {
        key: {"key": key, "title": title, "entries": []}
        for key, title in (
            ("chercher", gettext("Chercher et lire")),
            ("association", gettext("Le label et l’association")),
            ("mentions", gettext("À propos de ce site")),
        )
    }
    for page in pages:
        groups[_site_map_group(page)]["entries"].append({"page": page, "children": by_parent.get(page.path, [])})
    return list(groups.values())


def _site_map_group(page: Page) -> str:
    if page.slug in LEGAL_SLUGS:
        return "mentions"
    return "chercher" if issubclass(page.cached_content_type.model_class() or Page, LISTINGS) else "association"
