"""Makes up how often the sheets of the demonstration were read, day by day, so that « Statistiques » has bars."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from initiatives.models import InitiativePage
from portal.models import DailyViews

DAYS = 400
"""More than a year: both periods of « Statistiques » have one before them."""


def load(collectivities: Iterable[int]) -> None:
    """Of the public sheets of these collectivités, by key; they go with the sheets."""
    today = timezone.localdate()
    keys = InitiativePage.objects.live_public("fr").filter(collectivity__in=collectivities).values_list("pk", flat=True)
    rows = (
        DailyViews(page_id=key, day=today - datetime.timedelta(days=ago), views=views)
        for key in keys
        for ago in range(DAYS)
        if (views := _views(key, ago))
    )
    DailyViews.objects.bulk_create(rows, batch_size=2_000)


def _views(key: int, ago: int) -> int:
    """A few a day, more of late, none on some days: the same at each loading."""
    return max(0, (key * 7 + ago * ago * 5 + ago * 3) % 13 - 4 - ago // 90)
