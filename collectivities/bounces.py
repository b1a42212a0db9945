"""What follows when the address of a member, or of who registers, takes no mail: the association is told."""

from typing import Any
from urllib.parse import urlencode

from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from collectivities.models import Membership, Registration
from portal.addresses import whole_address_of
from portal.models import User
from portal.notices import notify

REGISTRATION_BOUNCED = "collectivities.registration_bounced"


def tell_refused(address: str, reason: str, user: User | None, is_news: bool, **kwargs: Any) -> None:
    """For the signal of the kernel."""
    if user and is_news:
        _tell_of_member(user, reason)
    # Of who only registers the kernel knows nothing: the journal of the request tells what was said before.
    for registration in _registrations(address):
        log(registration, REGISTRATION_BOUNCED, data={"text": reason})
        _tell(address, reason, registration.full_name, [registration.collectivity.full_name], "")


def _tell_of_member(user: User, reason: str) -> None:
    places = Membership.objects.of(user).select_related("collectivity__departement")
    names = [membership.collectivity.full_name for membership in places]
    if names:
        _tell(
            user.email, reason, str(user), names, f"{whole_address_of('members:index')}?{urlencode({'q': user.email})}"
        )


def _registrations(address: str) -> list[Registration]:
    rows = Registration.objects.open().filter(email=address).select_related("collectivity__departement")
    return [row for row in rows if not _is_told(row)]


def _is_told(registration: Registration) -> bool:
    entries = ModelLogEntry.objects.for_instance(registration)
    return bool(entries.filter(action=REGISTRATION_BOUNCED).exists())


def _tell(address: str, reason: str, name: str, collectivities: list[str], link: str) -> None:
    places = ", ".join(collectivities)
    context: dict[str, object] = {
        "address": address, "reason": reason, "name": name, "places": places, "link": link,
    }  # fmt: skip
    for reader in User.objects.association():
        notify(reader, "mail/bounced", context)
