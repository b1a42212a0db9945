"""How long past hours are kept, with who came and how to join."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from initiatives.models import Hour
from portal.retention import months_before


def described() -> str:
    return f"hours between communes, with their places, {settings.PORTAL_HOUR_MONTHS} months after their day"


def past() -> "QuerySet[Hour]":
    limit = months_before(timezone.now(), settings.PORTAL_HOUR_MONTHS)
    found: QuerySet[Hour] = Hour.objects.filter(starts_at__lt=limit)
    return found
