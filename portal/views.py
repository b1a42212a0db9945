"""Views of the kernel: errors and robots."""

import re

from csp.decorators import csp_update
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views import defaults
from wagtail.models import Page

from portal import health, routing
from portal.blocks.video import film_at
from portal.languages import in_language, of_address

MAX_WORDS = 60
FOLLOWED = ("?", "flux/", "tableau/", "calendrier/", "alerte/")
"""What follows the address of the search where it is narrowed or followed."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent too late or from elsewhere: say so, and that going back keeps what was typed."""
    return render(request, "403_csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing at this address. When it leads somewhere in another language, say where.

    The words of its last step are put in the search field: they may find the page.
    """
    steps = re.findall(r"[^/]+", request.path)
    words = re.sub(r"[\W_]+", " ", steps[-1] if steps else "").strip()[:MAX_WORDS]
    return render(request, "404.html", {"query": words, "elsewhere": routing.elsewhere(request)}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A form too large to be read: say so, and that going back keeps what was typed. The rest is no person's doing."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """An error nobody caught. A database lost in a middleware, where a session is read, ends here and not in a view."""
    if health.current_error_is_a_lost_database():
        return health.unavailable(request)
    with of_address(request):
        return defaults.server_error(request)


def video(request: HttpRequest, signed: str) -> HttpResponseBase:
    """A film of another site, asked for by the reader: this page alone may frame the player of that site."""
    film = film_at(signed)
    if not film or not film.player:
        raise Http404
    page = Page.objects.live().public().filter(pk=film.page).first()
    breadcrumbs = [*page.get_ancestors().filter(depth__gte=2), page] if page else []

    @csp_update({"frame-src": [film.player_origin]})
    def shown(request: HttpRequest) -> HttpResponse:
        return render(request, "portal/video.html", {"film": film, "breadcrumbs": breadcrumbs})

    return shown(request)


def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt``."""
    # Filters make endless addresses of the same sheets; the search itself may be shown.
    searches = [in_language("/recherche/", code) for code, _name in settings.LANGUAGES]
    filtered = [f"Disallow: {search}{ending}" for search in searches for ending in FOLLOWED]
    # So do those of a palmarès, each of which is whole on its page.
    filtered += [f"Disallow: {in_language('/palmares/', code)}*?" for code, _name in settings.LANGUAGES]
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /connexion/",
        *filtered,
        f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
