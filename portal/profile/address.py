"""The address of an account: another one takes its place once a mail sent there was opened by the person."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction

from portal.accounts import address_changed
from portal.addresses import whole_address_of
from portal.mail import send_mail
from portal.models import User

SALT = "portal.profile.address"


class TakenError(Exception):
    """Another account has the address."""


class GoneError(Exception):
    """The link serves no more."""


def ask(user: User, email: str) -> None:
    """Send the link to the address that is wanted. It holds the former one: used once, it serves no more."""
    link = whole_address_of("profile_address_prove", signed_for(user, email), language=user.language)
    context: dict[str, object] = {"first_name": user.first_name, "address": email, "link": link}
    send_mail("mail/address", [email], context, language=user.language)


def signed_for(user: User, email: str) -> str:
    return signing.dumps({"user": user.pk, "before": user.email, "email": email}, salt=SALT)


def wanted_by(user: User, signed: str) -> str:
    """The address of a link of this very person; empty for one that is old, used, false or of somebody else."""
    try:
        said: dict[str, Any] = signing.loads(signed, salt=SALT, max_age=settings.PASSWORD_RESET_TIMEOUT)
    except signing.BadSignature:
        return ""
    return str(said["email"]) if (said["user"], said["before"]) == (user.pk, user.email) else ""


@transaction.atomic
def prove(user: User, signed: str) -> str:
    """The person opened the mail: the address is hers, and takes mail. Returns it; the former one is told. Raises
    GoneError, or TakenError.
    """
    # Of two presses at once, the second finds the link used.
    current = User.objects.select_for_update().get(pk=user.pk)
    email, former = wanted_by(current, signed), current.email
    if not email:
        raise GoneError
    _write(current, email)
    # What allauth remembers of the former one must open nothing.
    EmailAddress.objects.filter(user=current).delete()
    if former != email:
        address_changed.send(None, before=former, after=email)
        context: dict[str, object] = {"first_name": current.first_name, "address": email}
        send_mail("mail/address_changed", [former], context, language=current.language)
    return email


def _write(user: User, email: str) -> None:
    user.email, user.bounced_at = email, None
    try:
        with transaction.atomic():
            user.save(update_fields=["email", "bounced_at"])
    except IntegrityError as error:
        raise TakenError from error
