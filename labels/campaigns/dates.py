"""The calendar of a year, moved to another."""

import calendar
import datetime

from django.utils import timezone

from labels.models.campaign import CALENDAR, Campaign


def moved(moment: datetime.datetime | None, years: int) -> datetime.datetime | None:
    """The same day and hour of Paris, some years later: the clocks may have changed in between."""
    if moment is None:
        return None
    local = timezone.localtime(moment)
    year = local.year + years
    last_day = calendar.monthrange(year, local.month)[1]
    return timezone.make_aware(local.replace(year=year, day=min(local.day, last_day), tzinfo=None))


def moved_calendar(campaign: Campaign, years: int) -> dict[str, datetime.datetime | None]:
    """All its moments, by the name of their field."""
    return {name: moved(getattr(campaign, name), years) for name in CALENDAR}
