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
    """Somebody decided meanwhile, or the person gave up."""


@transaction.atomic
def approve(registration: Registration, role: Role, by: User) -> Membership:
    """Make what is missing of page, account and membership, all or nothing, and send the way in."""
    registration = _decide(registration, by, state=RegistrationState.APPROVED)
    membership = invite(
        registration.email,
        registration.collectivity,
        role,
        by,
        first_name=registration.first_name,
        last_name=registration.last_name,
        function=registration.function,
        tell=lambda membership: mails.send_way_in(registration, membership.user),
    )
    log(registration, "collectivities.registration_approve", user=by, data={"role": str(Role(role).label)})
    return membership


@transaction.atomic
def refuse(registration: Registration, reason: str, by: User) -> None:
    """The person reads the reason by mail, and on the page of the request."""
    registration = _decide(registration, by, state=RegistrationState.REFUSED, reason=reason)
    log(registration, "collectivities.registration_refuse", user=by, data={"text": reason})
    mails.send_refusal(registration)


@transaction.atomic
def ask(registration: Registration, question: str, by: User) -> None:
    """The person reads the question by mail, and answers on the page of the request."""
    registration = _change(registration, state=RegistrationState.ASKED, question=question, answer="")
    log(registration, "collectivities.registration_ask", user=by, data={"text": question})
    mails.send_question(registration)


def proposed_role(registration: Registration) -> Role:
    """The first of a team looks after it."""
    team = Membership.objects.filter(collectivity=registration.collectivity_id, role=Role.REFERENT)
    return Role.CONTRIBUTOR if team.exists() else Role.REFERENT


def _decide(registration: Registration, by: User, **values: Any) -> Registration:
    return _change(registration, decided_at=timezone.now(), decided_by=by, **values)


def _change(registration: Registration, **values: Any) -> Registration:
    """Of two decisions at once, the second finds nothing to decide."""
    if not Registration.objects.undecided().filter(pk=registration.pk).update(**values):
        raise DecidedError
    return Registration.objects.select_related("collectivity__departement").get(pk=registration.pk)
