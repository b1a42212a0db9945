"""How long the views of a day are kept: two whole years can be compared."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from portal.models import DailyViews
from portal.retention import months_before


def described() -> str:
    return f"days of views older than {settings.PORTAL_VIEWS_MONTHS} months"


def expired() -> "QuerySet[DailyViews]":
    found: QuerySet[DailyViews] = DailyViews.objects.filter(
        day__lt=months_before(timezone.localtime(), settings.PORTAL_VIEWS_MONTHS).date()
    )
    return found
