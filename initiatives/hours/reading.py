"""Hours as pages that are read often show them: read once until something public changes, for all of these pages."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from collectivities.models import Collectivity
from initiatives.models import Hour, InitiativePage
from initiatives.models.hour import LENGTH
from portal.page_cache import remember

MOST = 500
SOON = datetime.timedelta(days=2)
KEPT = datetime.timedelta(hours=1)
"""How long they may be remembered: what becomes near meanwhile is read with them."""


def hours_about(page: InitiativePage) -> list[Hour]:
    """Those that come about a sheet, in whatever language it is read."""
    by_sheet = remember("hours-by-sheet", _by_sheet, int(KEPT.total_seconds()))
    return [hour for hour in by_sheet.get(page.translation_key, ()) if hour.is_coming]


def hours_soon(collectivity: Collectivity) -> list[Hour]:
    """Those of the next two days that a collectivité offers to somebody, or comes to."""
    near = remember("hours-near", _near, int(KEPT.total_seconds()))
    now = timezone.now()
    in_time = (hour for hour in near if now - LENGTH < hour.starts_at < now + SOON)
    return [hour for hour in in_time if _awaits(hour, collectivity)]


def _awaits(hour: Hour, collectivity: Collectivity) -> bool:
    comes = {seat.asking_id for seat in hour.seats.all()}
    # Two communes that merged may have met each other.
    return bool(comes - {collectivity.pk}) if hour.collectivity_id == collectivity.pk else collectivity.pk in comes


def _by_sheet() -> Mapping[UUID, list[Hour]]:
    found: dict[Any, list[Hour]] = defaultdict(list)
    hours = Hour.objects.coming().exclude(sheet=None).with_room().defer("access")
    for hour in hours.annotate(key=F("sheet__translation_key"))[:MOST]:
        found[hour.key].append(hour)
    return dict(found)


def _near() -> list[Hour]:
    return list(Hour.objects.near(SOON + KEPT).with_parties().defer("access")[:MOST])
