"""``/espace/``: the entrance, and the first page of a collectivité."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import hooks

from collectivities.models import Membership
from collectivities.space.access import for_members, own_memberships
from collectivities.space.addresses import page_of, space_address, team_address
from collectivities.space.tabs import tabs
from collectivities.space.todo import todos
from portal.permissions import user_curates

LAST = "space_last"
"""In the session: the key of the collectivité that was open last."""
SECTIONS = "register_space_sections"
ENTRANCES = "register_space_entrances"
"""Each says where a person of no collectivité belongs, or nothing."""
TEAM_SHOWN = 6


@never_cache
@login_required
@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """To the collectivité that was open last, or the first one; without any, to where the person belongs."""
    own = list(Membership.objects.of(request.user).select_related("collectivity"))
    if own:
        last = request.session.get(LAST)
        membership = next((one for one in own if one.collectivity_id == last), own[0])
        return redirect(space_address(membership.collectivity))
    if user_curates(request.user):
        return redirect("wagtailadmin_home")
    elsewhere = next(filter(None, (lead(request) for lead in hooks.get_hooks(ENTRANCES))), None)
    if elsewhere:
        return redirect(elsewhere)
    return render(request, "collectivities/space/nothing.html")


@for_members
@require_safe
def space(request: HttpRequest, membership: Membership) -> HttpResponse:
    if request.session.get(LAST) != membership.collectivity_id:
        request.session[LAST] = membership.collectivity_id
    context = {
        **common(request, membership, "todo"),
        "todos": todos(request, membership),
        "sections": [section(request, membership) for section in hooks.get_hooks(SECTIONS)],
        "team": membership.team[:TEAM_SHOWN],
        "team_more": max(0, len(membership.team) - TEAM_SHOWN),
    }
    return render(request, "collectivities/space/space.html", context)


def common(request: HttpRequest, membership: Membership, tab: str) -> dict[str, Any]:
    """What every page of the space shows: the switch, the tabs, the public page."""
    return {
        "membership": membership,
        "collectivity": membership.collectivity,
        "is_referent": membership.is_referent,
        "tab": tab,
        "tabs": tabs(request, membership),
        "space_url": space_address(membership.collectivity),
        "team_url": team_address(membership.collectivity),
        "others": [
            (other.collectivity, space_address(other.collectivity))
            for other in own_memberships(request)
            if other != membership
        ],
        "page_of_collectivity": page_of(membership.collectivity),
    }
