"""How long personal data are kept: each app registers what it erases, and ``purge_personal_data`` erases it."""

import calendar
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Rule:
    """``what`` names the rows for an operator, with how long they are kept; ``expired`` are those to erase."""

    what: Callable[[], str]
    expired: Callable[[], QuerySet[Any]]


RULES: list[Rule] = []


def months_before(moment: datetime.datetime, months: int) -> datetime.datetime:
    """The same day so many months earlier, or the last day of that month when it is shorter."""
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last_day = calendar.monthrange(years, month + 1)[1]
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last_day))
