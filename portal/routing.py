"""Finds the page of an address in two queries, however deep it is: Wagtail takes two a level, and four to begin with.

Wagtail's ``serve`` first looks at what is kept on the request; that is where the result is put.
"""

from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path as url_path
from django.urls import re_path
from django.utils.translation import get_language, override
from wagtail import urls as wagtail_urls
from wagtail.models import Locale, Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from portal.models.page import IsPublic
from portal.page_cache import remember
from portal.sign_in import to_private_page

DEEPEST = 12
"""No page of the portal is deeper; an address with more steps is not looked up for all of them."""
CHAIN_FIELDS = ("title", "slug", "path", "depth", "url_path", "live", "locale", "content_type", "alias_of")


def serve(request: HttpRequest, path: str) -> HttpResponse:
    request._wagtail_route_for_request = find(request, path)  # type: ignore[attr-defined]
    response: HttpResponse = wagtail_serve(request, path)
    return response


def find(request: HttpRequest, path: str) -> RouteResult | None:
    """What answers this path of the site: the deepest page on the way, asked for the steps that remain."""
    home = _home(request)
    if not home:
        return None
    # No address of a page holds a NUL, which PostgreSQL refuses to look for.
    steps = [step for step in path.replace("\x00", "").split("/") if step]
    chain = _chain(home, steps)
    if steps and chain == [home]:
        # The home page answers its own address alone.
        return None
    page = _specific(chain)
    try:
        return page.route(request, steps[len(chain) - 1 :])
    except Http404:
        return None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A public page at the same address in another language."""

    language: str
    title: str
    url: str


def elsewhere(request: HttpRequest) -> list[Elsewhere]:
    """Where an address that leads nowhere leads in the other languages: what is there and anybody may read."""
    current = get_language()
    path = request.path.removeprefix(_prefix(current))
    found = []
    for code, _name in settings.LANGUAGES:
        if code != current:
            with override(code):
                route = find(request, path)
                page = route.page if route else None
                if page and not page.get_view_restrictions().exists():
                    title = getattr(page, "routed_title", "") or page.title
                    found.append(Elsewhere(code, title, f"{_prefix(code)}{path.strip('/')}/"))
    return found


def _prefix(language: str | None) -> str:
    return "/" if language in (None, settings.LANGUAGE_CODE) else f"/{language}/"


def _home(request: HttpRequest) -> Page | None:
    """The home page in the language of the address; the same for every request of a generation."""
    name = f"home:{request.get_host()}:{get_language()}"
    request._wagtail_site, home, locale = remember(name, lambda: _read_home(request))  # type: ignore[attr-defined]
    if home:
        home.locale = locale
    return home


def _read_home(request: HttpRequest) -> tuple[Site | None, Page | None, Locale | None]:
    site = Site.find_for_request(request)
    home = _in_this_language(site.root_page) if site else None
    return site, home, home.locale if home else None


def _in_this_language(root: Page) -> Page:
    """The live translation of the root, or the root itself, with its locale: Wagtail asks three times for as much."""
    language = get_language()
    versions = Page.objects.filter(translation_key=root.translation_key).select_related("locale")
    found = versions.filter(Q(pk=root.pk) | Q(live=True, locale__language_code=language))
    return max(found, key=lambda page: bool(page.locale.language_code == language))


def _chain(home: Page, steps: list[str]) -> list[Page]:
    """The home page and the pages below it that the steps lead through, as far as they lead."""
    if not steps:
        return [home]
    on_the_way = list(accumulate((f"{step}/" for step in steps[:DEEPEST]), initial=home.url_path))[1:]
    # The index is on the slug; the path leaves out the pages of the same name elsewhere.
    below = Page.objects.filter(slug__in=steps[:DEEPEST], url_path__in=on_the_way).order_by()
    found = {page.url_path: page for page in below.only(*CHAIN_FIELDS).annotate(is_public=IsPublic("path"))}
    return [home, *takewhile(bool, (found.get(path) for path in on_the_way))]


def _specific(chain: list[Page]) -> Any:
    """The last page of the chain as what it is, with what it says it is served with."""
    page, ancestors = chain[-1], chain[:-1]
    model: Any = page.cached_content_type.model_class()
    specific = _read(model, page.pk) if model else page
    specific.routed_ancestors = ancestors
    if specific.locale_id == chain[0].locale_id:
        specific.locale = chain[0].locale
    if ancestors:
        specific._cached_parent_obj = ancestors[-1]
        specific.routed_as_public = page.is_public
    return specific


def _read(model: Any, key: int) -> Any:
    together = getattr(model, "served_with", ())
    # Without names, ``select_related`` would follow every key there is.
    return (model.objects.select_related(*together) if together else model.objects).get(pk=key)


REPLACED = {"wagtail_serve", "wagtailcore_login"}

urlpatterns = [pattern for pattern in wagtail_urls.urlpatterns if pattern.name not in REPLACED]
urlpatterns += [
    url_path("_util/login/", to_private_page, name="wagtailcore_login"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
