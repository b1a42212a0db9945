"""An alert is asked for: one row and one mail, whoever asks and how often."""

from dataclasses import replace

from django.conf import settings
from django.utils import timezone

from portal.mail import send_mail
from search.alerts.models import SearchAlert
from search.nearby import vocabulary_for
from search.request import SearchRequest
from search.values import known
from search.wording import in_words


def normalised(asked: SearchRequest) -> SearchRequest:
    """What makes a search another one, and no more: neither its order nor its page nor filters that do not exist."""
    filters = known(asked.filters, vocabulary_for(asked.filters, asked.language)).filters
    ordered = {name: tuple(sorted(values)) for name, values in filters.items()}
    return replace(asked, filters=ordered, sort="pertinence", page=1)


def request_alert(email: str, asked: SearchRequest, frequency: str, consent: str, source: str) -> None:
    """Ask the address to confirm, or remind it that it follows this search already."""
    wanted = {"frequency": frequency, "consent": consent, "source": source, "requested_at": timezone.now()}
    alert, is_new = SearchAlert.objects.get_or_create(
        email=email, query=asked.parameters().urlencode(), language=asked.language, defaults=wanted
    )
    if not is_new and not alert.is_active:
        alert.ask_again(**wanted)
    _send(alert)


def _send(alert: SearchAlert) -> None:
    template = "mail/alert_known" if alert.is_active else "mail/alert_confirm"
    context = {
        "words": in_words(alert.asked),
        "frequency": alert.get_frequency_display,
        "days": settings.PORTAL_ALERT_DAYS,
        "link": alert.address("search_alert_manage" if alert.is_active else "search_alert_confirm"),
    }
    send_mail(template, [alert.email], context, language=alert.language)
