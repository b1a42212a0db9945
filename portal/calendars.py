"""Events as iCalendar files (RFC 5545)."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Protocol

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify
from icalendar import Calendar, Event


class Dated(Protocol):
    """A page that says when and where."""

    title: str
    summary: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    last_published_at: datetime.datetime | None
    translation_key: uuid.UUID
    place: str
    address: str
    full_url: str


def calendar_response(title: str, events: Iterable[Dated]) -> HttpResponse:
    """A calendar to download; each event keeps its identifier, so that a second download updates it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Villes Internet//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for event in events:
        calendar.add_component(_event(event))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(title) or "agenda"}.ics"'
    return response


def _event(page: Dated) -> Event:
    event = Event()
    event.add("uid", f"{page.translation_key}@{settings.PUBLIC_URL.partition('//')[2]}")
    event.add("dtstamp", page.last_published_at or page.starts_at)
    event.add("dtstart", page.starts_at)
    event.add("dtend", page.ends_at)
    event.add("summary", page.title)
    event.add("description", page.summary)
    event.add("url", page.full_url)
    location = ", ".join(part for part in (page.place, page.address) if part)
    if location:
        event.add("location", location)
    return event
