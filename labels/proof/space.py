"""``/espace/…/label/``: what a labelled collectivité takes with it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component

from collectivities.models import Collectivity, Membership
from collectivities.space.access import for_members
from collectivities.space.addresses import address_in_space
from collectivities.space.views import common
from labels.documents.answering import says_when_not_made
from labels.models import Award, LabelKit
from labels.palmares.scales import in_words
from labels.palmares.social import SharedLabel
from labels.proof import codes
from labels.proof.addresses import badge_address, printed_address, proof_address
from labels.proof.certificate import certificate_pdf, detached_signature, file_name
from labels.proof.kit import embed_code, embedded_width, texts_for
from labels.proof.machines import WIDTHS
from labels.proof.sign import sign_pdf, sign_svg
from labels.proof.signing import NotSignedError
from labels.proof.validity import following_edition, validity_of
from labels.proof.words import award_in_words
from labels.published import last_year
from portal.once import once_in_request

MEDIA_TYPES = {"pdf": "application/pdf", "svg": "image/svg+xml"}


@for_members
@require_safe
def kit(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Of its last label; the ones before keep their page of verification."""
    awards = awards_of(request, membership.collectivity)
    if not awards:
        raise Http404
    award, of = awards[0], membership.collectivity
    texts = LabelKit.load(request)
    context = {
        **common(request, membership, "label"),
        "award": award,
        "level": in_words(award.level.name, award.level.symbols),
        "said": award_in_words(award),
        "validity": validity_of(award, following_edition(award.campaign)),
        "is_withdrawn": hasattr(award, "withdrawal"),
        "proof_url": proof_address(award),
        "code": codes.shown(award.code),
        "badge_url": badge_address(award),
        "badge_width": embedded_width(award),
        "pictures": [(width, badge_address(award, "png", width)) for width in WIDTHS],
        "embed_code": embed_code(award),
        "share_url": SharedLabel(award).social_card().url,
        "share_name": file_name(award, "png", kind="image"),
        "kit": texts,
        "sign_urls": _urls("space_label_sign", of, award, ("pdf", "svg")),
        "certificate_urls": _urls("space_label_certificate", of, award, ("pdf", "json")),
        "texts": texts_for(award, texts),
        "earlier": [(one, award_in_words(one), proof_address(one)) for one in awards[1:]],
        "printed_address": printed_address(award),
    }
    return render(request, "labels/proof/kit.html", context)


@for_members
@require_safe
@says_when_not_made
def sign_file(request: HttpRequest, membership: Membership, pk: str, extension: str) -> HttpResponse:
    award = own_award_or_404(membership, pk)
    sizes = LabelKit.load(request)
    content = sign_pdf(award, sizes) if extension == "pdf" else sign_svg(award, sizes).encode()
    return _file(content, MEDIA_TYPES[extension], file_name(award, extension, kind="panneau"))


@for_members
@require_safe
@says_when_not_made
def certificate(request: HttpRequest, membership: Membership, pk: str, extension: str) -> HttpResponse:
    award = own_award_or_404(membership, pk)
    validity = validity_of(award, following_edition(award.campaign))
    try:
        content = certificate_pdf(award, validity)
        if extension == "json":
            data = detached_signature(award, validity, content)
            response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
            response["Content-Disposition"] = f'attachment; filename="{file_name(award, extension)}"'
            return response
    except NotSignedError:
        return render(request, "labels/proof/no_key.html", common(request, membership, "label"), status=503)
    return _file(content, MEDIA_TYPES[extension], file_name(award, extension))


def own_award_or_404(membership: Membership, pk: str) -> Award:
    """One of its own labels that is public and was not withdrawn."""
    of = membership.collectivity
    awards = Award.objects.public().worn().of(of).with_proof().filter(entity_code=of.code)
    found: Award = get_object_or_404(awards, pk=pk)
    return found


@once_in_request
def awards_of(request: HttpRequest, collectivity: Collectivity) -> list[Award]:
    """Its public labels, the last first; those of communes that are part of it since are not its own to show."""
    rows = Award.objects.public().of(collectivity).with_proof().prefetch_related("mentions")
    return [award for award in rows if award.entity_code == collectivity.code]


class KitSection(Component):
    """On the first page of the space of a collectivité that has a label now, the way to its kit."""

    template_name = "labels/proof/space_section.html"

    def __init__(self, request: HttpRequest, membership: Membership) -> None:
        self.request, self.membership = request, membership

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        of = self.membership.collectivity
        # One that was taken back too: the page of the kit says so, and why.
        award = next((one for one in awards_of(self.request, of) if one.campaign.year == last_year()), None)
        return {
            "award": award,
            "said": award_in_words(award) if award else "",
            "url": address_in_space("space_label_kit", of),
        }


def _urls(name: str, of: Collectivity, award: Award, extensions: tuple[str, ...]) -> dict[str, str]:
    return {
        one: reverse(name, kwargs={"kind": of.kind_path, "code": of.code_path, "pk": award.pk, "extension": one})
        for one in extensions
    }


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
