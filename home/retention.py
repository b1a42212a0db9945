"""How long what readers write to us is kept. The contact form and the privacy page say it; a command does it."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from home.models import ContactPage
from portal.retention import months_before


def expired_messages() -> "QuerySet[FormSubmission]":
    """The messages of the contact form that are older than ``PORTAL_CONTACT_MONTHS``."""
    limit = months_before(timezone.now(), settings.PORTAL_CONTACT_MONTHS)
    return FormSubmission.objects.filter(page__in=ContactPage.objects.values("pk"), submit_time__lt=limit)


def described() -> str:
    return f"messages older than {settings.PORTAL_CONTACT_MONTHS} months"
