"""The address of an account: another one takes its place once a mail sent there was opened by the person."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction

from portal.addresses import whole_address_of
from portal.mail import send_mail
from portal.models import User

SALT = "portal.profile.address"


class TakenError(Exception):
    """Another account has the address."""


def ask(user: User, email: str) -> None:
    """Send the link to the address that is wanted. It holds the former one: used once, it serves no more."""
    signed = signing.dumps({"user": user.pk, "before": user.email, "email": email}, salt=SALT)
    link = whole_address_of("profile_address_prove", signed, language=user.language)
    context: dict[str, object] = {"first_name": user.first_name, "address": email, "link": link}
    send_mail("mail/address", [email], context, language=user.language)


def wanted_by(user: User, signed: str) -> str:
    """The address of a link of this very person; empty for one that is old, used, false or of somebody else."""
    try:
        said: dict[str, Any] = signing.loads(signed, salt=SALT, max_age=settings.PASSWORD_RESET_TIMEOUT)
    except signing.BadSignature:
        return ""
    return str(said["email"]) if (said["user"], said["before"]) == (user.pk, user.email) else ""


@transaction.atomic
def prove(user: User, email: str) -> None:
    """The person opened the mail: the address is hers, and takes mail. The former one is told. Raises TakenError."""
    before = User.objects.select_for_update().get(pk=user.pk)
    if User.objects.with_email(email).exclude(pk=user.pk).exists():
        raise TakenError
    former, user.email, user.bounced_at = before.email, email, None
    user.save(update_fields=["email", "bounced_at"])
    # What allauth remembers of the former one must open nothing.
    EmailAddress.objects.filter(user=user).delete()
    if former != email:
        context: dict[str, object] = {"first_name": user.first_name, "address": email}
        send_mail("mail/address_changed", [former], context, language=user.language)
