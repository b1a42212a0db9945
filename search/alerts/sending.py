"""The mails of the alerts: each is claimed and queued in one transaction, so that a run may stop and start again."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction
from django.utils.translation import override

from portal.addresses import whole_address
from portal.batches import do_each, read_keys
from portal.mail import send_mail
from search.addresses import address_of
from search.alerts.models import SearchAlert
from search.alerts.news import News, news_of
from search.wording import in_words

BATCH = 500
ONE_CLICK = "List-Unsubscribe=One-Click"
"""What a mail program posts to unsubscribe its reader (RFC 8058)."""


def send_due(moment: datetime.datetime) -> tuple[int, int]:
    """Send what is due; how many mails left, and how many alerts failed. One that fails stops no other."""
    return do_each(due_keys(moment), lambda key: send(key, moment), "The alert")


def due_keys(moment: datetime.datetime) -> Iterator[int]:
    return read_keys(SearchAlert.objects.due(moment), BATCH)


def send(key: int, moment: datetime.datetime) -> bool:
    """Send the news of an alert, unless there are none or another run has it. What is sent is written down with it."""
    with transaction.atomic():
        due = SearchAlert.objects.due(moment).select_for_update(skip_locked=True)
        alert = due.filter(pk=key).first()
        news = news_of(alert) if alert else News()
        if not alert or not news.total:
            return False
        alert.last_sent_at, alert.told = moment, news.told
        alert.save(update_fields=["last_sent_at", "told"])
        _mail(alert, news)
    return True


def _mail(alert: SearchAlert, news: News) -> None:
    stop = alert.address("search_alert_stop")
    context = {
        "words": in_words(alert.asked),
        "news": news,
        "search": _search_address(alert),
        "manage": alert.address("search_alert_manage"),
        "stop": stop,
    }
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": ONE_CLICK}
    send_mail("mail/alert", [alert.email], context, language=alert.language, headers=headers)


def _search_address(alert: SearchAlert) -> str:
    """The page of the search, the news first as in the mail."""
    with override(alert.language):
        return whole_address(address_of("search", replace(alert.asked, sort="nouveautes")))
