"""Inviting a person to a commune: account, membership and a link by mail, never a password."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils import translation

from collectivities.enums import Role
from collectivities.models import Collectivity, Membership
from collectivities.registration import register_collectivity
from collectivities.team.journal import record
from portal.accounts import one_time_link, sign_in_link
from portal.mail import send_mail
from portal.models import User


@transaction.atomic
def invite(
    email: str,
    collectivity: Collectivity,
    role: Role,
    by: User,
    *,
    first_name: str = "",
    last_name: str = "",
    function: str = "",
    language: str = settings.LANGUAGE_CODE,
    tell: Callable[[Membership], None] | None = None,
) -> Membership:
    """Make what is missing of page, account and membership, and send the invitation once all of it is saved, or what
    ``tell`` sends in its place.
    """
    register_collectivity(collectivity, by)
    user = User.objects.with_email(email).first()
    if user is None:
        user = User.objects.create_user(email, first_name=first_name, last_name=last_name, language=language)
    membership, created = Membership.objects.get_or_create(
        user=user, collectivity=collectivity, defaults={"role": role, "function": function}
    )
    if created:
        record("collectivities.invite", membership, by, role=str(Role(role).label))
    transaction.on_commit(lambda: tell(membership) if tell else send_invitation(membership, by))
    return membership


def send_invitation(membership: Membership, by: User) -> None:
    """Mail the person the way in: a link to choose a password, or the sign-in page for who already has one. A colleague
    who invites is named: she is known.
    """
    user = membership.user
    is_colleague = Membership.objects.filter(user=by, collectivity=membership.collectivity_id).exists()
    new = user.last_login is None
    with translation.override(user.language):
        link = one_time_link(user) if new else sign_in_link()
    context = {
        "first_name": user.first_name,
        "collectivity": membership.collectivity.full_name,
        "by": by.get_full_name() if is_colleague else "",
        "role": str(membership.get_role_display()),
        "link": link,
        "new": new,
    }
    send_mail("mail/invitation", [user.email], context, language=user.language)
