"""What programmes read: the badge as an image, the signed badge, the public keys, the labels that were withdrawn."""

import datetime
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from labels.models import Award
from labels.proof.badge import badge
from labels.proof.credentials import credential_of
from labels.proof.finding import of_public_award
from labels.proof.issuer import did_document
from labels.proof.keys import signing_keys
from labels.proof.pictures import drawn
from labels.proof.signing import NotSignedError
from labels.proof.status_list import status_list
from labels.proof.validity import following_edition, next_change, validity_of
from portal.page_cache import keep_until

LONGEST_SECONDS = 600
WIDTHS = (240, 480, 960)
"""Of the PNG, in pixels; the second is that of a page that asks for none."""
CREDENTIAL_TYPE = "application/vc+ld+json"
DID_TYPE = "application/did+ld+json"


@of_public_award
def badge_image(request: HttpRequest, award: Award, extension: str) -> HttpResponse:
    """As it is today: grey once it is not worn any more."""
    svg = badge(award, validity_of(award, following_edition(award.campaign)).standing)
    if extension == "png":
        content, media_type = drawn(svg, _width(request)), "image/png"
    else:
        content, media_type = svg.encode(), "image/svg+xml"
    return _for_anybody(request, HttpResponse(content, content_type=media_type))


@of_public_award
def credential(request: HttpRequest, award: Award) -> HttpResponse:
    validity = validity_of(award, following_edition(award.campaign))
    return _signed(request, lambda: credential_of(award, validity))


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The document of ``did:web``."""
    return _for_anybody(request, _json(did_document(signing_keys()), DID_TYPE))


@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    return _signed(request, status_list)


def _signed(request: HttpRequest, make: Callable[[], dict[str, Any]]) -> HttpResponse:
    """What no key signs is not served: a programme would take it for a forgery."""
    try:
        return _for_anybody(request, _json(make(), CREDENTIAL_TYPE))
    except NotSignedError:
        return HttpResponse("Aucune clé ne signe pour l’instant.", content_type="text/plain; charset=utf-8", status=503)


def _width(request: HttpRequest) -> int:
    asked = request.GET.get("largeur", str(WIDTHS[1]))
    if asked not in map(str, WIDTHS):
        raise Http404
    return int(asked)


def _json(data: dict[str, Any], media_type: str) -> JsonResponse:
    return JsonResponse(data, content_type=media_type, json_dumps_params={"ensure_ascii": False, "indent": 2})


def _for_anybody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Other sites may show and read it. It is kept a few minutes, and never beyond what changes it."""
    now, change = timezone.now(), next_change()
    left = (change - now) if change else datetime.timedelta(seconds=LONGEST_SECONDS)
    if change:
        keep_until(request, change)
    patch_cache_control(response, public=True, max_age=min(LONGEST_SECONDS, int(left.total_seconds())))
    response["Access-Control-Allow-Origin"] = "*"
    return response
