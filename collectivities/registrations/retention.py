"""How long a request is kept. The registration form says it; ``purge_personal_data`` does it."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from collectivities.enums import RegistrationState
from collectivities.models import Registration
from portal.retention import months_before


def unconfirmed() -> "QuerySet[Registration]":
    """The requests whose address was not confirmed in time."""
    return Registration.objects.unconfirmed_too_long()


def decided() -> "QuerySet[Registration]":
    """The requests that were decided ``PORTAL_REGISTRATION_MONTHS`` ago: the account says what is still needed."""
    limit = months_before(timezone.now(), settings.PORTAL_REGISTRATION_MONTHS)
    return Registration.objects.filter(state__in=RegistrationState.decided(), decided_at__lt=limit)


def unconfirmed_described() -> str:
    return f"registrations unconfirmed for {settings.PORTAL_REGISTRATION_DAYS} days"


def decided_described() -> str:
    return f"registrations decided {settings.PORTAL_REGISTRATION_MONTHS} months ago"
