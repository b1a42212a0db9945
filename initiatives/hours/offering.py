"""Offering an hour, changing and cancelling it."""

from django.db import transaction
from wagtail.log_actions import log

from collectivities.models import Collectivity
from initiatives.enums import HourState
from initiatives.hours import mails
from initiatives.hours.log_actions import CANCEL, CHANGE, OFFER
from initiatives.models import Hour
from portal.models import User
from portal.page_cache import forget_all


@transaction.atomic
def offer(hour: Hour, of: Collectivity, author: User) -> Hour:
    """A new one. Pressed twice, the same subject at the same time is the same hour."""
    # Two presses at once wait for each other here.
    Collectivity.objects.select_for_update(of=("self",)).get(pk=of.pk)
    known = Hour.objects.open().filter(collectivity=of, subject=hour.subject, starts_at=hour.starts_at).first()
    if known:
        found: Hour = known
        return found
    hour.collectivity, hour.author = of, author
    hour.save()
    log(hour, OFFER, user=author)
    forget_all()
    return hour


def locked(pk: int) -> Hour:
    """An hour that nobody else changes, nor takes a place in, until the transaction is over."""
    found: Hour = Hour.objects.select_for_update(of=("self",)).select_related("collectivity").get(pk=pk)
    return found


@transaction.atomic
def change(hour: Hour, author: User, *, is_told: bool) -> None:
    """Save a locked one; ``is_told`` when who comes must know."""
    hour.sequence += is_told
    hour.save()
    log(hour, CHANGE, user=author)
    if is_told:
        mails.tell_changed(hour)
    forget_all()


@transaction.atomic
def cancel(hour: Hour, author: User | None, reason: str, *, by_association: bool = False) -> bool:
    """Who comes is told why and, when the association takes the hour away, who offers it. False when somebody did it
    before, or when it has begun.
    """
    hour = locked(hour.pk)
    if not hour.is_coming:
        return False
    hour.state, hour.reason = HourState.CANCELLED, reason
    hour.sequence += 1
    hour.save()
    log(hour, CANCEL, user=author)
    tell = mails.tell_removed if by_association else mails.tell_cancelled
    tell(hour)
    forget_all()
    return True
