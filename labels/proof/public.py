"""``/verifier/``: whether a label is genuine, and worn today."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from labels.models import Award
from labels.palmares.scales import in_words
from labels.proof import codes
from labels.proof.addresses import credential_address, proof_address
from labels.proof.finding import of_public_award, refused
from labels.proof.forms import CodeForm
from labels.proof.validity import following_edition, validity_of
from labels.proof.words import award_in_words
from portal.public_forms import is_too_much

MACHINE_TYPES = ("application/vc", "application/vc+ld+json", "application/ld+json", "application/json")
READINGS = "60/m"
"""How many codes one place may type."""


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The code is typed; the page of the label says the rest."""
    is_typed = "code" in request.GET
    if is_typed and is_too_much(request, "label-verify", READINGS):
        return refused(request, request.GET["code"], is_guessing=True)
    form = CodeForm(request.GET if is_typed else None)
    if form.is_valid():
        # As it was typed: who is told that no label has this code reads it again.
        return redirect("label_proof", codes.in_address(codes.spelled(request.GET["code"])))
    return render(request, "labels/proof/verify.html", {"form": form}, status=422 if is_typed else 200)


def proof(request: HttpRequest, code: str) -> HttpResponseBase:
    """In words for people; a programme that asks for the signed badge is led to it."""
    response = _proof(request, code)
    # One address, two answers: neither is kept between the portal and who asks.
    patch_vary_headers(response, ["Accept"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


@of_public_award
def _proof(request: HttpRequest, award: Award) -> HttpResponse:
    if request.path != proof_address(award):
        return redirect(proof_address(award))
    if request.get_preferred_type(["text/html", *MACHINE_TYPES]) in MACHINE_TYPES:
        return redirect(credential_address(award))
    rectification = getattr(award, "rectification", None)
    before = rectification.before if rectification else None
    context = {
        "award": award,
        "level": in_words(award.level.name, award.level.symbols),
        "collectivity": award.collectivity,
        "is_part_now": award.entity_code != award.collectivity.code,
        "mentions": list(award.mentions.all()),
        "rectification": rectification,
        "before": in_words(before.name, before.symbols) if before else "",
        "validity": validity_of(award, following_edition(award.campaign)),
        "said": award_in_words(award),
        "code": codes.shown(award.code),
        "credential_url": credential_address(award),
    }
    return render(request, "labels/proof/proof.html", context)
