"""``/espace/…/equipe/``: who works for a collectivité, and for its référents what changes that."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectivities.enums import AccountState, Role
from collectivities.members.invitations import invite, send_invitation
from collectivities.models import Membership
from collectivities.space.access import for_members, for_referents
from collectivities.space.addresses import team_address
from collectivities.space.views import common
from collectivities.team import managing
from collectivities.team.forms import InviteColleagueForm, LeaveForm, RoleForm
from collectivities.team.journal import entries, record
from portal.models import User
from portal.public_forms import is_too_much

REMINDERS = "3/h"


@for_members
@require_http_methods(["GET", "HEAD"])
def team(request: HttpRequest, membership: Membership) -> HttpResponse:
    return _shown(request, membership, _form(request, membership))


@for_referents
@require_POST
def invite_colleague(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = _form(request, membership, request.POST)
    if not form.is_valid():
        return _shown(request, membership, form, status=422)
    wanted = form.cleaned_data
    invite(
        wanted["email"], membership.collectivity, Role(wanted["role"]), cast(User, request.user),
        first_name=wanted["first_name"], last_name=wanted["last_name"], function=wanted["function"],
    )  # fmt: skip
    messages.success(request, _("L’invitation est partie à %(email)s.") % {"email": wanted["email"]})
    return _back(membership)


@for_referents
@require_POST
def remind(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Another invitation for who has not come yet."""
    colleague = _colleague(membership, pk)
    if colleague.state != AccountState.INVITED:
        messages.info(request, _("%(name)s est déjà venu·e.") % {"name": colleague.user})
    elif is_too_much(request, "team-remind", REMINDERS, colleague.user.email):
        messages.error(request, _("Trois invitations sont déjà parties à cette personne dans l’heure."))
    else:
        send_invitation(colleague, cast(User, request.user))
        record("collectivities.send_invitation", colleague, request.user)
        messages.success(request, _("L’invitation est repartie à %(email)s.") % {"email": colleague.user.email})
    return _back(membership)


@for_referents
@require_POST
def change_role(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    colleague, form = _colleague(membership, pk), RoleForm(request.POST)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        done = _("%(name)s est maintenant %(role)s.") % {"name": colleague.user, "role": role.label.lower()}
        _try(request, lambda: managing.change_role(colleague, role, cast(User, request.user)), done)
    return _back(membership)


@for_referents
@require_POST
def remove(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    colleague = _colleague(membership, pk)
    done = _("%(name)s n’est plus de l’équipe.") % {"name": colleague.user}
    _try(request, lambda: managing.remove(colleague, cast(User, request.user)), done)
    return _back(membership)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Asks first, and says what happens to the team. The last référent hands over in the same gesture."""
    is_last = managing.is_last_referent(membership, membership.team)
    there = [one for one in membership.team if one != membership and one.state == AccountState.ACTIVE]
    heirs = there if is_last else []
    form = LeaveForm(request.POST if request.method == "POST" else None, heirs=heirs)
    if request.method == "POST" and form.is_valid():
        name = membership.collectivity.full_name
        done = _("Vous n’êtes plus de l’équipe de %(name)s.") % {"name": name}
        if _try(request, lambda: managing.leave(membership, form.cleaned_data["successor"]), done):
            return redirect("space")
    context = {**common(request, membership, "team"), "is_last": is_last, "has_heirs": bool(heirs), "form": form}
    return render(request, "collectivities/team/leave.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, membership: Membership, data: Any = None) -> InviteColleagueForm:
    return InviteColleagueForm(data, request=request, collectivity=membership.collectivity)


def _shown(request: HttpRequest, membership: Membership, form: InviteColleagueForm, status: int = 200) -> HttpResponse:
    context = {
        **common(request, membership, "team"),
        "team": membership.team,
        "roles": Role,
        "states": AccountState,
        "form": form,
        "journal": list(entries(membership.collectivity)),
    }
    return render(request, "collectivities/team/team.html", context, status=status)


def _colleague(membership: Membership, pk: int) -> Membership:
    """One of the same team: of another, the référent learns nothing."""
    rows = Membership.objects.filter(collectivity=membership.collectivity_id)
    colleague: Membership = get_object_or_404(rows.select_related("user", "collectivity__departement"), pk=pk)
    return colleague


def _try(request: HttpRequest, do: Callable[[], None], done: str) -> bool:
    """Whether it was done; the person is told either way."""
    try:
        do()
    except managing.LastReferentError:
        messages.error(request, _("C’est le dernier référent : nommez-en d’abord un autre."))
    except Membership.DoesNotExist:
        messages.error(request, _("Cette personne n’est plus de l’équipe."))
    else:
        messages.success(request, done)
        return True
    return False


def _back(membership: Membership) -> HttpResponse:
    return redirect(team_address(membership.collectivity))
