"""What changes a team. Rights come from ``Membership``: what is taken away is so at once, in open sessions too."""

from django.db import transaction

from collectivities.enums import Role
from collectivities.models import Collectivity, Membership
from collectivities.team import mails
from collectivities.team.journal import record
from portal.models import User


class LastReferentError(Exception):
    """Nobody would look after the team any more."""


@transaction.atomic
def change_role(membership: Membership, role: Role, by: User) -> None:
    """Raises ``LastReferentError`` when the last référent would be one no more: another must be named first."""
    team = _locked(membership.collectivity)
    if membership.role == role:
        return
    if role != Role.REFERENT and is_last_referent(membership, team):
        raise LastReferentError
    before, membership.role = membership.get_role_display(), role
    membership.save(update_fields=["role"])
    record("collectivities.change_role", membership, by, before=str(before), after=str(role.label))


@transaction.atomic
def remove(membership: Membership, by: User) -> None:
    """A référent takes somebody out of the team, who is told. Raises ``LastReferentError`` as ``change_role`` does."""
    if is_last_referent(membership, _locked(membership.collectivity)):
        raise LastReferentError
    record("collectivities.remove_member", membership, by)
    mails.tell_removed(membership)
    membership.delete()


@transaction.atomic
def leave(membership: Membership) -> None:
    """Somebody goes. After the last référent, the association looks after the collectivité, and is told."""
    is_last = is_last_referent(membership, _locked(membership.collectivity))
    record("collectivities.leave", membership, membership.user)
    if is_last:
        mails.tell_orphaned(membership)
    membership.delete()


def is_last_referent(membership: Membership, team: list[Membership]) -> bool:
    """Whether nobody would look after this team any more without this one."""
    return [member.pk for member in team if member.is_referent] == [membership.pk]


def _locked(collectivity: Collectivity) -> list[Membership]:
    """The team, which nobody else changes until this is done: two référents may not remove each other at once."""
    team = Membership.objects.select_for_update(of=("self",)).filter(collectivity=collectivity)
    return list(team.select_related("user").order_by("pk"))
