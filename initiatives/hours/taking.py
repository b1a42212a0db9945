"""Taking a place, and giving it back."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from collectivities.models import Collectivity
from initiatives.hours import mails
from initiatives.hours.log_actions import GIVE_BACK, TAKE
from initiatives.hours.offering import locked
from initiatives.models import Hour, Seat
from portal.models import User
from portal.page_cache import forget_all


class NoPlaceError(Exception):
    """Others have them all, or the hour is offered no more."""


@transaction.atomic
def take(hour: Hour, asking: Collectivity, author: User, text: str) -> Seat:
    """A place, first come, first served; the one it has when it asks again. Raises NoPlaceError."""
    hour = locked(hour.pk)
    seats = {seat.asking_id: seat for seat in hour.seats.all()}
    if asking.pk in seats:
        return seats[asking.pk]
    held = {seat.number for seat in seats.values()}
    number = next((number for number in range(1, hour.places + 1) if number not in held), None)
    if number is None or not hour.is_coming or asking.pk == hour.collectivity_id:
        raise NoPlaceError
    seat: Seat = Seat.objects.create(hour=hour, number=number, asking=asking, author=author, text=text)
    # An agenda that was told of a place given back hears of a later one only.
    hour.sequence += 1
    hour.save(update_fields=["sequence"])
    log(hour, TAKE, user=author, data={"asking": asking.pk})
    mails.tell_taken(seat)
    forget_all()
    return seat


@transaction.atomic
def give_back(hour: Hour, asking: Collectivity, author: User) -> bool:
    """Whether the place was given back: False of one that it has not, or of an hour that has begun."""
    hour = locked(hour.pk)
    if not hour.is_coming or not hour.seats.filter(asking=asking).delete()[0]:
        return False
    hour.sequence += 1
    hour.save(update_fields=["sequence"])
    log(hour, GIVE_BACK, user=author, data={"asking": asking.pk})
    mails.tell_given_back(hour, asking)
    forget_all()
    return True


def was_given_back(hour_pk: int, asking: Collectivity) -> bool:
    """Whether a place was, some day: who presses twice is told no error."""
    given = ModelLogEntry.objects.filter(action=GIVE_BACK, object_id=str(hour_pk), data__asking=asking.pk)
    return bool(given.exists())
