"""What the person does: ask, confirm the address, answer the association, give up. Twice is as once."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from collectivities.enums import RegistrationState
from collectivities.models import Collectivity, Membership, Registration
from collectivities.registrations import mails


def request_registration(collectivity: Collectivity, wanted: Mapping[str, str]) -> None:
    """Send the address a link: to confirm a request, or to follow the one it made already. ``wanted`` are the fields of
    the request. Neither the answer nor its time depends on whether an account has this address.
    """
    values = {**wanted, "requested_at": timezone.now()}
    registration, is_new = Registration.objects.open().get_or_create(
        collectivity=collectivity, email=values.pop("email"), defaults=values
    )
    if not is_new and not registration.is_undecided:
        Registration.objects.filter(pk=registration.pk, state=RegistrationState.UNCONFIRMED).update(**values)
        registration = Registration.objects.filter(pk=registration.pk).first() or registration
    mails.send_link(registration)


@transaction.atomic
def confirm(registration: Registration) -> None:
    """The address is the person's: the association is told, and the team that is there."""
    is_unconfirmed = registration.state == RegistrationState.UNCONFIRMED
    if is_unconfirmed and registration.change(state=RegistrationState.WAITING, confirmed_at=timezone.now()):
        log(registration, "collectivities.registration_confirm", title=str(registration.collectivity))
        mails.tell_association(registration)
        mails.tell_team(registration)


@transaction.atomic
def answer(registration: Registration, text: str) -> None:
    """The person answers the association's question; the request waits again."""
    is_asked = registration.state == RegistrationState.ASKED
    if is_asked and registration.change(state=RegistrationState.WAITING, answer=text):
        title = str(registration.collectivity)
        log(registration, "collectivities.registration_answer", title=title, data={"text": text})
        mails.tell_association(registration)


@transaction.atomic
def give_up(registration: Registration) -> bool:
    """Erase a request and all that is known of the person by it; not once it is decided."""
    # Who decides at the same moment is waited for: what is then open no more is not erased.
    row = Registration.objects.open().select_for_update(of=("self",)).filter(pk=registration.pk).first()
    if row is None:
        return False
    row.delete()
    return True


def is_member(registration: Registration) -> bool:
    """Whether the address is that of a member already: there is nothing to decide."""
    members = Membership.objects.active().filter(collectivity=registration.collectivity_id)
    return bool(members.filter(user__email__iexact=registration.email).exists())
