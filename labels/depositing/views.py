"""``/espace/…/dossier/``: depositing, taking back, and what stays of it."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from collectivities.models import Membership
from collectivities.space.access import for_members
from collectivities.space.views import common
from labels.depositing import depositing
from labels.depositing.addresses import (
    deposited_pdf_address,
    pdf_address,
    receipt_address,
    take_back_address,
)
from labels.depositing.finding import deposit_of_year, dossier_of_year
from labels.depositing.offer import offer_of
from labels.depositing.printing import print_deposit, print_draft
from labels.depositing.summary import summary_before, summary_of
from labels.documents.answering import pdf_response, says_when_not_made
from labels.models import Dossier
from labels.transitions import NotPossibleError
from labels.writing.addresses import dossier_address
from labels.writing.progress import said_in
from labels.writing.reading import read
from portal.models import User

METHODS = ["GET", "HEAD", "POST"]
CONFLICT = 409


@for_members
@require_http_methods(METHODS)
def deposit(request: HttpRequest, membership: Membership, year: int) -> HttpResponse:
    """What is about to be sent, and the button; who writes and does not look after the team reads whose it is."""
    dossier = dossier_of_year(membership.collectivity, year)
    if request.method != "POST":
        return _before(request, membership, dossier)
    _only_referent(membership)
    try:
        done = depositing.deposit(dossier.pk, cast(User, request.user))
    except NotPossibleError as error:
        messages.error(request, str(error))
        return _before(request, membership, dossier_of_year(membership.collectivity, year), CONFLICT)
    if not done.is_new:
        messages.info(request, _("Le dossier était déjà déposé : voici son accusé de réception."))
    done.deposit.dossier = dossier
    return redirect(receipt_address(done.deposit))


@for_members
@require_http_methods(METHODS)
def take_back(request: HttpRequest, membership: Membership, year: int) -> HttpResponse:
    """After a question: until it is deposited again, nobody reads it."""
    dossier = dossier_of_year(membership.collectivity, year)
    offer = offer_of(dossier, membership)
    if request.method != "POST":
        context = {"dossier": dossier, "offer": offer, "dossier_url": dossier_address(dossier)}
        return _render(request, membership, "take_back", context)
    _only_referent(membership)
    try:
        if depositing.take_back(dossier.pk, cast(User, request.user)):
            messages.success(request, _("Le dossier est repris : il est à déposer de nouveau avant la clôture."))
    except NotPossibleError as error:
        messages.error(request, str(error))
    return redirect(dossier_address(dossier))


@for_members
@require_safe
def receipt(request: HttpRequest, membership: Membership, year: int, pk: int) -> HttpResponse:
    """It prints well, and stays once the dossier is taken back or deposited again."""
    found = deposit_of_year(membership.collectivity, year, pk)
    offer = offer_of(found.dossier, membership)
    context = {
        "deposit": found,
        "dossier": found.dossier,
        "summary": summary_of(found.content),
        "offer": offer,
        "is_last": offer.deposit == found and not offer.is_writable,
        "pdf_url": deposited_pdf_address(found),
        "dossier_url": dossier_address(found.dossier),
    }
    return _render(request, membership, "receipt", context)


@for_members
@require_safe
@says_when_not_made
def pdf(request: HttpRequest, membership: Membership, year: int) -> HttpResponse:
    """The dossier as it is: what is being written says that it is a draft."""
    return pdf_response(print_draft(dossier_of_year(membership.collectivity, year)), f"dossier-{year}-brouillon.pdf")


@for_members
@require_safe
@says_when_not_made
def deposited_pdf(request: HttpRequest, membership: Membership, year: int, pk: int) -> HttpResponse:
    found = deposit_of_year(membership.collectivity, year, pk)
    return pdf_response(print_deposit(found), f"dossier-{found.number}.pdf")


def _only_referent(membership: Membership) -> None:
    """To write is not to deposit."""
    if not membership.is_referent:
        raise PermissionDenied


def _before(request: HttpRequest, membership: Membership, dossier: Dossier, status: int = 200) -> HttpResponse:
    written = read(dossier, with_sheets=False)
    context = {
        "dossier": dossier,
        "offer": offer_of(dossier, membership, said=said_in(written)),
        "summary": summary_before(written),
        "carried": sum(asked.is_carried for asked in written.asked),
        "pdf_url": pdf_address(dossier),
        "dossier_url": dossier_address(dossier),
        "take_back_url": take_back_address(dossier),
    }
    return _render(request, membership, "deposit", context, status)


def _render(
    request: HttpRequest, membership: Membership, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    whole = {**common(request, membership, "dossier"), **context}
    return render(request, f"labels/depositing/{name}.html", whole, status=status)
