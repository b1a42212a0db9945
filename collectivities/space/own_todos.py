"""What this app knows to be left to do: look after the account, and after the team."""

from collections.abc import Iterator

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from collectivities.models import Membership
from collectivities.space.addresses import team_address
from collectivities.space.todo import Action, Todo


def own_todos(request: HttpRequest, membership: Membership) -> Iterator[Todo]:
    if membership.user.bounced_at:
        yield Todo(
            5,
            "mail",
            _("Vos courriels ne vous parviennent pas"),
            _("Votre adresse, %(address)s, les refuse.") % {"address": membership.user.email},
            1,
            Action(_("Vérifier l’adresse"), reverse("profile_address")),
        )
    if membership.is_referent and len(membership.team) == 1:
        yield Todo(
            80,
            "person",
            _("Inviter un·e collègue"),
            _("Vous êtes seul·e : à deux, rien ne s’arrête quand l’un·e est en congé."),
            2,
            Action(_("Inviter"), team_address(membership.collectivity)),
        )
    if not is_mfa_enabled(request.user):
        yield Todo(
            90,
            "lock",
            _("Protéger votre compte"),
            _("Un code de votre téléphone en plus du mot de passe : un mot de passe volé ne suffit plus."),
            3,
            Action(_("Protéger"), reverse("mfa_index")),
        )
