"""``/jury/deliberation/palmares/``: the whole palmarès as it is decided, and settling it. For who leads."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from labels.deliberation.pages import common
from labels.deliberation.room import Seat, for_who_leads
from labels.enums import Actor, Phase
from labels.settling.forms import SettleForm, TakeBackForm
from labels.settling.missing import missing_for
from labels.settling.proposed import Path, proposed_to
from labels.settling.settling import NotSettledError, settle, take_back
from labels.timing import spoken
from portal.typed import data_of, status_of

METHODS = ["GET", "HEAD", "POST"]


@for_who_leads
@require_http_methods(METHODS)
def palmares(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What the palmarès is, what it lacks, and « Arrêter le palmarès »."""
    form = SettleForm(seat.campaign, None if seat.campaign.settled_at else data_of(request))
    if request.method == "POST" and (seat.campaign.settled_at or form.is_valid()):
        try:
            is_new = settle(seat.campaign.pk, _quality(seat), seat.user)
        except NotSettledError as error:
            messages.error(request, str(error))
        else:
            told = _("Le palmarès est arrêté. Rien n’en est public avant le %(when)s.")
            was = _("Le palmarès était déjà arrêté.")
            until = seat.campaign.embargo_until
            messages.success(request, told % {"when": spoken(until)} if is_new and until else was)
        return redirect("jury_palmares")
    return _page(request, seat, form=form)


@for_who_leads
@require_POST
def undo(request: HttpRequest, seat: Seat) -> HttpResponse:
    """« Revenir sur le palmarès arrêté »."""
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, undo_form=form)
    try:
        take_back(seat.campaign.pk, _quality(seat), seat.user, form.cleaned_data["reason"].strip())
    except NotSettledError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Le palmarès n’est plus arrêté : le jury peut siéger de nouveau."))
    return redirect("jury_palmares")


def _page(request: HttpRequest, seat: Seat, *, form: Any = None, undo_form: Any = None) -> HttpResponse:
    campaign = seat.campaign
    phase = campaign.phase()
    is_waiting = not campaign.settled_at
    proposed = None if phase == Phase.PUBLISHED else proposed_to(seat)
    context = {
        **common(seat, "palmares"),
        "phase": phase,
        "phases": Phase,
        "proposed": proposed,
        "paths": [path.counted(proposed.paths[path]) for path in Path if proposed and path in proposed.paths],
        "missing": missing_for(seat) if is_waiting else None,
        "embargo": spoken(campaign.embargo_until) if campaign.embargo_until else "",
        "settled": spoken(campaign.settled_at) if campaign.settled_at else "",
        "form": undo_form or form or SettleForm(campaign),
        "settle_form": form or SettleForm(campaign),
        "undo_form": undo_form or (TakeBackForm() if phase == Phase.EMBARGO else None),
    }
    return render(request, "labels/settling/palmares.html", context, status=status_of(request))


def _quality(seat: Seat) -> Actor:
    return Actor.PRESIDENT if seat.is_president else Actor.ASSOCIATION
