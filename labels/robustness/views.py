"""``/jury/deliberation/epreuve/``."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from labels.deliberation.pages import common
from labels.deliberation.room import Seat, before, for_the_room, for_who_leads
from labels.models import Juror
from labels.palmares.filters import chips
from labels.robustness.latest import latest
from labels.robustness.overview import overview_of
from labels.robustness.results import Verdict, percent
from labels.robustness.rules import CERTAIN, WEIGHT_SHIFT
from labels.robustness.saying import Eyes, Rungs, groups, odds
from labels.robustness.tasks import start
from labels.runs import WorkingError
from portal.pagination import paginate

PER_PAGE = 60
WHOLE = "tout"
SECONDS_BETWEEN = "3"
"""After how long a page that waits for a trial asks again."""


@for_the_room
@require_safe
def overview(request: HttpRequest, seat: Seat) -> HttpResponse:
    found = latest(seat.campaign)
    shown = overview_of(seat, found, request.GET)
    # The whole list is long to make, and for who prints it.
    is_whole = WHOLE in request.GET
    page = paginate(request, shown.shown, max(len(shown.shown), PER_PAGE) if is_whole else PER_PAGE)
    context = common(
        seat, "trial", latest=found, overview=shown, page_obj=page, is_whole=is_whole, chips=chips(shown.fields)
    )
    context |= {"certain": percent(CERTAIN), "share": percent(WEIGHT_SHIFT)}
    response = render(request, "labels/robustness/overview.html", context)
    if found.is_working:
        response["Refresh"] = SECONDS_BETWEEN
    return response


@for_who_leads
@require_POST
def run(request: HttpRequest, seat: Seat) -> HttpResponse:
    try:
        start(seat.campaign, seat.user)
    except WorkingError:
        messages.warning(request, _("Un calcul est déjà en cours."))
    return redirect("jury_deliberation_trial")


@for_the_room
@require_safe
def dossier(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    shown, found = before(seat, pk), latest(seat.campaign)
    verdict = found.of(pk)
    context = common(seat, "trial", latest=found, dossier=shown, verdict=verdict)
    if verdict:
        rungs = Rungs.of(found.result, seat.campaign.levels.all())
        context |= {
            "level": rungs.name(verdict.rung),
            "odds": odds(verdict, rungs),
            "groups": groups(verdict, found.result, rungs, _eyes(seat, verdict)),
        }
    return render(request, "labels/robustness/dossier.html", context)


def _eyes(seat: Seat, verdict: Verdict) -> Eyes:
    own = seat.juror.pk if seat.juror else None
    if not seat.leads:
        return Eyes(own)
    readers = Juror.objects.filter(pk__in=verdict.readers).select_related("user")
    return Eyes(own, {one.pk: str(one) for one in readers})
