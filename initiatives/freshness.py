"""How recently a commune confirmed that a sheet is still true."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

MONTHS_OF_CONFIDENCE = 12


@dataclass(frozen=True, slots=True)
class Freshness:
    """``is_fresh`` for twelve months after the confirmation; ``confirmed_on`` is None when the commune never said."""

    is_fresh: bool
    confirmed_on: datetime.date | None


def freshness(confirmed_on: datetime.date | None) -> Freshness:
    limit = timezone.localdate() - datetime.timedelta(days=round(MONTHS_OF_CONFIDENCE * 30.44))
    return Freshness(confirmed_on is not None and confirmed_on >= limit, confirmed_on)
