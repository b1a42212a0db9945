"""How recently a commune confirmed that a sheet is still true."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from initiatives.enums import Confirmation, Stage

MONTHS_OF_CONFIDENCE = 12


@dataclass(frozen=True, slots=True)
class Freshness:
    """``is_fresh`` for twelve months after the confirmation; ``confirmed_on`` is None when the commune never said."""

    is_fresh: bool
    confirmed_on: datetime.date | None


def freshness(confirmed_on: datetime.date | None) -> Freshness:
    return Freshness(confirmed_on is not None and confirmed_on >= oldest_fresh_day(), confirmed_on)


def confirmation(stage: str, confirmed_on: datetime.date | None) -> Confirmation | None:
    """What a sheet of this stage needs; None once it is stopped."""
    if stage == Stage.STOPPED:
        return None
    return Confirmation.RECENT if freshness(confirmed_on).is_fresh else Confirmation.DUE


def oldest_fresh_day() -> datetime.date:
    """A confirmation of this day is still trusted; one of the day before is not."""
    return timezone.localdate() - datetime.timedelta(days=round(MONTHS_OF_CONFIDENCE * 30.44))
