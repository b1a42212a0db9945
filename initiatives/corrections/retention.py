"""How long what a reader proposed is kept once it is decided."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from initiatives.models import Correction
from portal.retention import months_before


def described() -> str:
    return f"corrections decided {settings.PORTAL_CORRECTION_MONTHS} months ago"


def decided() -> "QuerySet[Correction]":
    found: QuerySet[Correction] = Correction.objects.filter(
        decided_at__lt=months_before(timezone.now(), settings.PORTAL_CORRECTION_MONTHS)
    )
    return found
