"""What changes a team. Rights come from ``Membership``: what is taken away is so at once, in open sessions too."""

from django.db import transaction

from collectivities.enums import Role
from collectivities.models import Membership
from collectivities.team import mails
from collectivities.team.journal import record
from portal.models import User


class LastReferentError(Exception):
    """Nobody would look after the team any more."""


@transaction.atomic
def change_role(membership: Membership, role: Role, by: User) -> None:
    """Who becomes a référent is told. Raises ``LastReferentError`` when the last one would be one no more: another must
    be named first; ``Membership.DoesNotExist`` for who left meanwhile.
    """
    team = _locked(membership)
    if membership.role == role:
        return
    if role != Role.REFERENT and is_last_referent(membership, team):
        raise LastReferentError
    before, membership.role = membership.get_role_display(), role
    membership.save(update_fields=["role"])
    record("collectivities.change_role", membership, by, before=str(before), after=str(role.label))
    if role == Role.REFERENT and by != membership.user:
        mails.tell_referent(membership, by)


@transaction.atomic
def remove(membership: Membership, by: User) -> None:
    """A référent takes somebody out of the team, who is told. Raises ``LastReferentError`` as ``change_role`` does."""
    if is_last_referent(membership, _locked(membership)):
        raise LastReferentError
    record("collectivities.remove_member", membership, by)
    mails.tell_removed(membership)
    membership.delete()


@transaction.atomic
def leave(membership: Membership, successor: Membership | None = None) -> None:
    """Somebody goes, after handing over to a colleague, if one is given. After the last référent, the association looks
    after the collectivité, and is told. Raises ``Membership.DoesNotExist`` when either left meanwhile.
    """
    if successor:
        change_role(successor, Role.REFERENT, membership.user)
    is_last = is_last_referent(membership, _locked(membership))
    record("collectivities.leave", membership, membership.user)
    if is_last:
        mails.tell_orphaned(membership)
    membership.delete()


def is_last_referent(membership: Membership, team: list[Membership]) -> bool:
    """Whether nobody would look after this team any more without this one."""
    return [member.pk for member in team if member.is_referent] == [membership.pk]


def _locked(membership: Membership) -> list[Membership]:
    """The team of somebody who is still there, which nobody else changes until this is done: two référents may not
    remove each other at once.
    """
    rows = Membership.objects.select_for_update(of=("self",)).filter(collectivity=membership.collectivity_id)
    team = list(rows.select_related("user").order_by("pk"))
    if membership not in team:
        raise Membership.DoesNotExist
    return team
