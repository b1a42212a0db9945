"""``/palmares/<millésime>/presse/``: what a journalist takes. Under embargo it answers as what does not exist."""

from typing import BinaryIO

from django.core.cache import cache
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from labels.ceremony.guard import for_the_association
from labels.palmares.settled import Settled, published_palmares, settled_palmares
from labels.palmares.social import SharedPalmares, level_of
from labels.palmares.views import not_there, way_to
from labels.palmares.years import Rung, is_year, published
from labels.press.kit import Kit, kit_of, territories_of
from labels.press.store import opened
from labels.press.tasks import make_document
from labels.published import turn
from portal.contact import contact_address
from portal.languages import in_french
from portal.licence import LICENCE, LICENCE_NAME

RETRY_SECONDS = 60
"""How long a document may take to be made; it is not asked for again in between."""
FRESH_SECONDS = 600


@require_safe
def press(request: HttpRequest, year: str) -> HttpResponse:
    turn(request)
    palmares = _public(year)
    if not palmares:
        return not_there(request, year, published())
    territories = territories_of(palmares.laureates)
    shared = SharedPalmares(palmares.year, palmares.shown.total)
    context = {
        "shown": palmares.shown,
        "first_count": sum(one.is_first for one in palmares.laureates),
        "progress_count": sum(one.has_progressed for one in palmares.laureates),
        "france": territories[0],
        "regions": territories[1:],
        "images": [(None, shared.social_card().url), *_images(palmares)],
        "contact": contact_address(),
        "licence": LICENCE,
        "licence_name": LICENCE_NAME,
        "breadcrumbs": way_to(palmares.shown),
        "breadcrumb_title": _("Dossier de presse"),
        "social_source": shared,
    }
    return render(request, "labels/press/press.html", context)


@require_safe
def press_file(request: HttpRequest, year: str, territory: str) -> HttpResponseBase:
    turn(request)
    palmares = _public(year)
    kit = _kit_or_404(palmares, territory)
    file = _made(kit, for_everybody=True)
    if not file:
        response: HttpResponseBase = render(request, "labels/press/being_made.html", status=503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
    response = _file(kit, file)
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


@for_the_association
def press_of_the_association(request: HttpRequest, year: int, territory: str) -> HttpResponseBase:
    """The same before the embargo is over; every page of the document says so."""
    with in_french():
        palmares = settled_palmares(year)
    kit = _kit_or_404(palmares, territory)
    file = _made(kit, for_everybody=False)
    if file:
        return _file(kit, file)
    messages.warning(request, _("Le document se prépare : demandez-le de nouveau dans une minute."))
    return redirect(f"{reverse('ceremony:index')}?millesime={year}")


def _images(palmares: Settled) -> list[tuple[Rung, str]]:
    """That of each level that somebody has, the highest first."""
    year = palmares.shown
    return [(rung, level_of(year, rung).social_card().url) for rung in year.rungs if rung.count]


def _public(year: str) -> Settled | None:
    return published_palmares(int(year)) if is_year(year) else None


def _kit_or_404(palmares: Settled | None, territory: str) -> Kit:
    # A document is in French, whatever the language of the page that leads to it.
    with in_french():
        kit = kit_of(palmares, territory, contact_address()) if palmares else None
    if not kit:
        raise Http404
    return kit


def _made(kit: Kit, for_everybody: bool) -> BinaryIO | None:
    """The file, open; one that is not there yet is asked for, and there at once where no worker is."""
    file = opened(kit)
    if not file and cache.add(f"press-asked:{kit.name}", True, RETRY_SECONDS):
        make_document.enqueue(kit.year, kit.territory, for_everybody=for_everybody)
        file = opened(kit)
    return file


def _file(kit: Kit, file: BinaryIO) -> FileResponse:
    """Not kept among pages: it is on the disk."""
    return FileResponse(file, as_attachment=True, filename=f"{kit.name}.pdf", content_type="application/pdf")
