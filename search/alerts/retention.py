"""How long the address of someone who asked for an alert is kept without their confirmation."""

from django.conf import settings
from django.db.models import QuerySet

from search.alerts.models import SearchAlert


def unconfirmed_alerts() -> "QuerySet[SearchAlert]":
    return SearchAlert.objects.expired()


def described() -> str:
    return f"alerts unconfirmed for {settings.PORTAL_ALERT_DAYS} days"
