"""Mails about a team."""

from collections.abc import Callable, Sequence

from django.utils.translation import override

from collectivities.models import Collectivity, Membership
from collectivities.space.addresses import team_address
from portal.addresses import whole_address, whole_address_of
from portal.mail import Attachment, send_mail
from portal.models import User
from portal.notices import notify


def notify_team(collectivity: Collectivity, template: str, context: dict[str, object]) -> None:
    """A mail to each of the team, so that nobody reads the address of another."""
    for user in _team(collectivity):
        notify(user, template, context)


def mail_team(
    collectivity: Collectivity,
    template: str,
    context: dict[str, object],
    files: Callable[[], Sequence[Attachment]] = list,
) -> int:
    """The same at once, whatever their rhythm: to how many. ``files`` gives what goes with it, in the language of the
    reader.
    """
    team = _team(collectivity)
    for user in team:
        with override(user.language):
            attachments = files()
        send_mail(template, [user.email], context, language=user.language, attachments=attachments)
    return len(team)


def _team(collectivity: Collectivity) -> list[User]:
    members = Membership.objects.active().filter(collectivity=collectivity).select_related("user")
    return [member.user for member in members]


def tell_removed(membership: Membership) -> None:
    """A person learns that she works for the collectivité no more, and by whom she may be heard."""
    context: dict[str, object] = {
        "first_name": membership.user.first_name,
        "collectivity": membership.collectivity.full_name,
    }
    send_mail("mail/team_removed", [membership.user.email], context, language=membership.user.language)


def tell_referent(membership: Membership, by: User) -> None:
    """Somebody learns that she looks after the team now, and who says so."""
    context: dict[str, object] = {
        "first_name": membership.user.first_name,
        "collectivity": membership.collectivity.full_name,
        "by": str(by),
        "team_url": whole_address(team_address(membership.collectivity)),
    }
    send_mail("mail/team_referent", [membership.user.email], context, language=membership.user.language)


def tell_orphaned(membership: Membership) -> None:
    """The association learns that nobody looks after a team any more."""
    context: dict[str, object] = {
        "name": str(membership.user),
        "collectivity": membership.collectivity.full_name,
        "members_url": f"{whole_address_of('members:index')}?q={membership.collectivity.code}",
    }
    for reader in User.objects.association():
        notify(reader, "mail/team_orphaned", context)
