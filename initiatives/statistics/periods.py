"""The two periods that are shown, each beside the one before it."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.retention import months_before

DAYS_SHOWN = 30
MONTHS_SHOWN = 12


class Period(models.TextChoices):
    """The value is what the address says."""

    DAYS = "jours", _("30 jours")
    MONTHS = "mois", _("12 mois")

    @classmethod
    def asked(cls, text: str) -> "Period":
        """The one that an address asks for; the days where it makes no sense."""
        return cls(text) if text in cls.values else cls.DAYS


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to another, both included."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Window:
    """A period that ends today. ``steps`` are its days, or the first days of its months."""

    period: Period
    now: Span
    before: Span
    steps: tuple[datetime.date, ...]

    @property
    def by_month(self) -> bool:
        return self.period == Period.MONTHS

    def label(self, step: datetime.date) -> str:
        """« 3 novembre 2027 », « novembre 2027 »."""
        return date_format(step, "F Y" if self.by_month else "j F Y")


def window(period: Period, today: datetime.date) -> Window:
    return _months(today) if period == Period.MONTHS else _days(today)


def _days(today: datetime.date) -> Window:
    length = datetime.timedelta(days=DAYS_SHOWN)
    first = today - length + datetime.timedelta(days=1)
    steps = tuple(first + datetime.timedelta(days=number) for number in range(DAYS_SHOWN))
    return Window(Period.DAYS, Span(first, today), Span(first - length, today - length), steps)


def _months(today: datetime.date) -> Window:
    """The month that goes on is compared with as many of its days a year earlier."""
    month = today.replace(day=1)
    steps = tuple(_earlier(month, number) for number in reversed(range(MONTHS_SHOWN)))
    before = Span(_earlier(steps[0], MONTHS_SHOWN), _earlier(today, MONTHS_SHOWN))
    return Window(Period.MONTHS, Span(steps[0], today), before, steps)


def _earlier(day: datetime.date, months: int) -> datetime.date:
    moment = datetime.datetime.combine(day, datetime.time())
    return months_before(moment, months).date()
