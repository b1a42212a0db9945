"""Mails to people with an account: in their language, and as often as they want them."""

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.batches import do_each, read_keys
from portal.enums import Rhythm
from portal.mail import send_mail, written
from portal.models import Notice, User

BATCH = 500
MONDAY = 1
LONGEST_SUBJECT = 400


def notify(user: User, template: str, context: dict[str, object], reply_to: str = "") -> None:
    """Send a mail at once, or keep it for the one of the day or of the week, as the person wants."""
    if user.rhythm == Rhythm.AT_ONCE:
        send_mail(template, [user.email], context, language=user.language, reply_to=reply_to)
        return
    subject, text, _html = written(template, context, user.language)
    Notice.objects.create(user=user, subject=subject[:LONGEST_SUBJECT], text=text.strip())


def send_due(moment: datetime.datetime) -> tuple[int, int]:
    """Send what waits and is due; how many mails left, and how many failed. One that fails stops no other."""
    return do_each(due_keys(moment), lambda key: send(key, moment), "The notices of the account")


def due_keys(moment: datetime.datetime) -> Iterator[int]:
    return read_keys(_due(moment), BATCH)


def send(key: int, moment: datetime.datetime) -> bool:
    """One mail with all that waits for a person, unless another run has it. What is sent is erased with it."""
    with transaction.atomic():
        user = _due(moment).select_for_update(of=("self",), skip_locked=True).filter(pk=key).first()
        notices = list(user.notices.all()) if user else []
        if user is None or not notices:
            return False
        items = [(notice.subject, notice.text) for notice in notices]
        send_mail("mail/digest", [user.email], {"items": items, "count": len(items)}, language=user.language)
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    return True


def _due(moment: datetime.datetime) -> QuerySet[User]:
    """Who has something waiting that leaves today. Who wants each mail at once since has what waited before."""
    weekly = Q() if timezone.localtime(moment).isoweekday() == MONDAY else ~Q(rhythm=Rhythm.WEEKLY)
    return User.objects.filter(weekly, is_active=True, pk__in=Notice.objects.order_by().values("user"))
