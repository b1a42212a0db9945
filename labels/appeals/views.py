"""``/espace/…/dossier/…/recours/``: filing an appeal, and following it."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collectivities.models import Membership
from collectivities.space.access import for_members
from collectivities.space.views import common
from labels.appeals.addresses import appeal_address
from labels.appeals.filing import AlreadyFiledError, already_filed, file, why_not_appeal
from labels.appeals.forms import AppealForm
from labels.enums import AppealState
from labels.models import Dossier
from labels.outcome.access import tab_of, told_dossier
from labels.outcome.addresses import outcome_address
from labels.timing import spoken
from labels.transitions import NotPossibleError
from portal.models import User
from portal.typed import data_of, keeps_what_was_typed

METHODS = ["GET", "HEAD", "POST"]
CONFLICT, INVALID = 409, 422
SEND, CHANGE = "envoyer", "modifier"


@keeps_what_was_typed
@for_members
@require_http_methods(METHODS)
def appeal(request: HttpRequest, membership: Membership, year: int) -> HttpResponse:
    """Its form, as long as one may be filed, then what was written, to be read again before it leaves; where it is,
    once it was. Whoever is of the team reads it.
    """
    dossier = told_dossier(membership, year)
    if request.method != "POST":
        return _page(request, membership, dossier, AppealForm(data_of(request)))
    if not membership.is_referent:
        raise PermissionDenied
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, dossier, form, status=INVALID)
    if request.POST.get("step") != SEND:
        return _read_again(request, membership, dossier, form)
    try:
        file(dossier.pk, cast(User, request.user), form.cleaned_data["reasons"])
    except AlreadyFiledError as error:
        return _page(request, membership, told_dossier(membership, year), form, str(error), CONFLICT)
    except NotPossibleError:
        return _page(request, membership, dossier, form, status=CONFLICT)
    messages.success(request, _("Le recours est déposé. Toute l’équipe en reçoit l’accusé de réception."))
    return redirect(appeal_address(dossier))


def _read_again(request: HttpRequest, membership: Membership, dossier: Dossier, form: AppealForm) -> HttpResponse:
    """There is one appeal, and nobody takes it back. Who comes too late, or second, is told so before reading."""
    if hasattr(dossier, "appeal"):
        return _page(request, membership, dossier, form, already_filed(), CONFLICT)
    if why_not_appeal(dossier):
        return _page(request, membership, dossier, form, status=CONFLICT)
    return _page(request, membership, dossier, form, is_read_again=request.POST.get("step") != CHANGE)


def _page(
    request: HttpRequest,
    membership: Membership,
    dossier: Dossier,
    form: AppealForm,
    error: str = "",
    status: int = 200,
    *,
    is_read_again: bool = False,
) -> HttpResponse:
    """What was typed is shown again whatever became of it: nothing that somebody wrote is lost."""
    found = getattr(dossier, "appeal", None)
    refused = "" if found else why_not_appeal(dossier)
    typed = form.data.get("reasons", "") if form.is_bound else ""
    context = {
        **common(request, membership, tab_of(request, membership, dossier)),
        "dossier": dossier,
        "appeal": found,
        "state": AppealState(found.state) if found else None,
        "form": form,
        "is_read_again": is_read_again,
        "send": SEND,
        "change": CHANGE,
        "error": error,
        "refused": refused,
        "typed": typed if (found or refused) and (not found or typed.strip() != found.reasons) else "",
        "until": spoken(dossier.campaign.appeals_until) if dossier.campaign.appeals_until else "",
        "outcome_url": outcome_address(dossier),
    }
    return render(request, "labels/appeals/appeal.html", context, status=status)
