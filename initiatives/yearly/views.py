"""The page of the mail: one button for each sheet. Who has the link need not sign in to say yes; a member has the same
page in the space.
"""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from collectivities.models import Collectivity, Membership
from collectivities.space.access import for_members
from collectivities.space.addresses import space_address
from initiatives.models import FreshnessRequest
from initiatives.yearly.answering import answer
from initiatives.yearly.sheets import sheets_asked_about, sheets_in_service, stopped_lately
from portal.models import User
from portal.tokens import opened_by_token


@opened_by_token
def still_running(request: HttpRequest, token: str) -> HttpResponse:
    """Programs that open the links of mails confirm nothing."""
    asked = FreshnessRequest.objects.open().select_related("collectivity__departement").filter(token=token).first()
    if asked is None:
        return render(request, "initiatives/yearly/gone.html", status=404)
    return _page(request, asked.collectivity)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def still_running_in_space(request: HttpRequest, membership: Membership) -> HttpResponse:
    return _page(request, membership.collectivity, cast(User, request.user))


def _page(request: HttpRequest, collectivity: Collectivity, member: User | None = None) -> HttpResponse:
    if request.method == "POST":
        answer(request.POST, collectivity, member)
        return redirect(request.path)
    asked = list(sheets_asked_about(collectivity))
    context = {
        "collectivity": collectivity,
        "sheets": asked,
        "others": [sheet for sheet in sheets_in_service(collectivity) if sheet not in asked] if member else [],
        "stopped": stopped_lately(collectivity),
        "space_url": space_address(collectivity) if member else "",
    }
    return render(request, "initiatives/yearly/still_running.html", context)
