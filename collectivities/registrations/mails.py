"""Mails of a request for registration, each in the language of who reads it."""

from typing import Any

from django.conf import settings
from django.utils import translation

from collectivities.models import Membership, Registration
from portal.accounts import one_time_link, sign_in_link
from portal.addresses import whole_address_of
from portal.contact import contact_address
from portal.mail import send_mail
from portal.models import User
from portal.notices import notify


def send_link(registration: Registration) -> None:
    """The way to the page of the request, where the address is confirmed by a button."""
    known = registration.is_undecided
    _to_person("mail/registration_known" if known else "mail/registration_confirm", registration)


def send_question(registration: Registration) -> None:
    _to_person("mail/registration_question", registration)


def send_refusal(registration: Registration) -> None:
    _to_person("mail/registration_refused", registration)


def send_way_in(registration: Registration, user: User) -> None:
    """A link to choose a password, or the sign-in page for who has one."""
    new = user.last_login is None
    with translation.override(registration.language):
        link = one_time_link(user) if new else sign_in_link()
    _to_person("mail/registration_approved", registration, way_in=link, new=new)


def tell_association(registration: Registration) -> None:
    """Somebody waits for a decision."""
    context = {**_context(registration), "decide_url": whole_address_of("registrations:edit", registration.pk)}
    for reader in User.objects.association():
        notify(reader, "mail/registration_waiting", context)


def tell_team(registration: Registration) -> None:
    """Those who look after the team of the collectivité know best who works there."""
    referents = Membership.objects.referents().filter(collectivity=registration.collectivity_id)
    for referent in referents.select_related("user"):
        notify(referent.user, "mail/registration_team", _context(registration), reply_to=contact_address())


def _to_person(template: str, registration: Registration, **more: Any) -> None:
    context = {**_context(registration), **more}
    send_mail(template, [registration.email], context, language=registration.language, reply_to=contact_address())


def _context(registration: Registration) -> dict[str, Any]:
    return {
        "registration": registration,
        "collectivity": registration.collectivity.full_name,
        "link": registration.address,
        "days": settings.PORTAL_REGISTRATION_DAYS,
    }
