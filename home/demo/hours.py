"""Makes the hours that communes of the demonstration give each other, so many days from now: they are to come."""

import datetime
from typing import Any

from django.utils import timezone

from collectivities.models import CollectivityPage
from home.demo.recording import DemoRecorder, values_of
from initiatives.models import Hour, InitiativePage, Seat

SAID = ("subject", "text", "medium", "access", "places")


def load(texts: list[dict[str, Any]], pages: dict[str, CollectivityPage], record: DemoRecorder) -> None:
    for text in texts:
        collectivity = pages[text["commune"]].collectivity
        hour = Hour.objects.create(
            collectivity=collectivity,
            sheet=InitiativePage.objects.get(collectivity=collectivity, slug=text["sheet"]),
            starts_at=_moment(text["in_days"], text["at"]),
            **values_of(text, SAID),
        )
        record(hour)
        for number, seat in enumerate(text.get("seats", []), start=1):
            asking = pages[seat["commune"]].collectivity
            Seat.objects.create(hour=hour, number=number, asking=asking, text=seat["text"])


def _moment(days: int, at: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(timezone.localdate() + datetime.timedelta(days=days), at))
