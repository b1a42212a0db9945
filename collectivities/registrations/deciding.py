"""What the association does with a request whose address is confirmed: accept it, refuse it, or ask."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from collectivities.enums import RegistrationState, Role
from collectivities.members.invitations import invite
from collectivities.models import Membership, Registration
from collectivities.registrations import mails
from portal.models import User


class DecidedError(Exception):
    """Somebody decided meanwhile, or the person answered or gave up."""


class ClosedAccountError(Exception):
    """The account with this address is closed: accepting would open nothing."""


@transaction.atomic
def approve(registration: Registration, role: Role, by: User) -> Membership:
    """Make what is missing of page, account and membership, all or nothing, and send the way in.

    Raises ``DecidedError`` or ``ClosedAccountError``.
    """
    if User.objects.with_email(registration.email).filter(is_active=False).exists():
        raise ClosedAccountError
    _decide(registration, by, state=RegistrationState.APPROVED)
    membership = invite(
        registration.email,
        registration.collectivity,
        role,
        by,
        first_name=registration.first_name,
        last_name=registration.last_name,
        function=registration.function,
        language=registration.language,
        tell=lambda membership: mails.send_way_in(registration, membership.user),
    )
    _log("approve", registration, by, role=str(Role(role).label))
    return membership


@transaction.atomic
def refuse(registration: Registration, reason: str, by: User) -> None:
    """The person reads the reason by mail, and on the page of the request."""
    _decide(registration, by, state=RegistrationState.REFUSED, reason=reason)
    _log("refuse", registration, by, text=reason)
    mails.send_refusal(registration)


@transaction.atomic
def ask(registration: Registration, question: str, by: User) -> None:
    """The person reads the question by mail, and answers on the page of the request."""
    _change(registration, state=RegistrationState.ASKED, question=question, answer="")
    _log("ask", registration, by, text=question)
    mails.send_question(registration)


def proposed_role(registration: Registration) -> Role:
    """The first of a team looks after it."""
    referents = Membership.objects.referents().filter(collectivity=registration.collectivity_id)
    return Role.CONTRIBUTOR if referents.exists() else Role.REFERENT


def _decide(registration: Registration, by: User, **values: Any) -> None:
    _change(registration, decided_at=timezone.now(), decided_by=by, **values)


def _change(registration: Registration, **values: Any) -> None:
    if not registration.is_undecided or not registration.change(**values):
        raise DecidedError


def _log(action: str, registration: Registration, by: User, **data: str) -> None:
    """Under the name of the collectivité: the person's goes with the request."""
    title = str(registration.collectivity)
    log(registration, f"collectivities.registration_{action}", user=by, title=title, data=data)
