"""How long what readers write to us is kept. The contact form and the privacy page say it; a command does it."""

import calendar
import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from home.models import ContactPage


def expired_messages() -> "QuerySet[FormSubmission]":
    """The messages of the contact form that are older than ``PORTAL_CONTACT_MONTHS``."""
    limit = months_before(timezone.now(), settings.PORTAL_CONTACT_MONTHS)
    return FormSubmission.objects.filter(page__in=ContactPage.objects.values("pk"), submit_time__lt=limit)


def described() -> str:
    return f"messages older than {settings.PORTAL_CONTACT_MONTHS} months"


def months_before(moment: datetime.datetime, months: int) -> datetime.datetime:
    """The same day so many months earlier, or the last day of that month when it is shorter."""
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last_day = calendar.monthrange(years, month + 1)[1]
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last_day))
