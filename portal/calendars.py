"""Events and appointments as iCalendar files (RFC 5545, RFC 5546)."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Protocol

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from icalendar import Calendar, Event, vCalAddress

from portal.mail import Attachment

MEDIA_TYPE = "text/calendar"


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
    calendar = _calendar()
    calendar.add("x-wr-calname", title)
    for event in events:
        calendar.add_component(_event(event))
    return _download(calendar, title)


@dataclass(frozen=True, slots=True)
class Appointment:
    """What two parties agreed on. ``uid`` never changes, and ``sequence`` grows with each change: calendars that know
    it already follow. ``organizer`` is a name; the address beside it is that of the portal, never a person's.
    """

    uid: uuid.UUID
    sequence: int
    starts_at: datetime.datetime
    length: datetime.timedelta
    title: str
    description: str
    location: str
    organizer: str
    url: str
    is_cancelled: bool = False


def appointment_response(appointment: Appointment) -> HttpResponse:
    return _download(_of_one(appointment), appointment.title)


def appointment_file(appointment: Appointment) -> Attachment:
    """The same, to go with a mail."""
    content = _of_one(appointment).to_ical().decode()
    return {"filename": _file_name(appointment.title), "content": content, "mimetype": MEDIA_TYPE}


def _of_one(appointment: Appointment) -> Calendar:
    calendar = _calendar()
    calendar.add("method", "CANCEL" if appointment.is_cancelled else "PUBLISH")
    calendar.add_component(_appointment(appointment))
    return calendar


def _appointment(one: Appointment) -> Event:
    event = Event()
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["cn"] = one.organizer
    event.add("uid", _uid(one.uid))
    event.add("sequence", one.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", one.starts_at.astimezone(datetime.UTC))
    event.add("dtend", (one.starts_at + one.length).astimezone(datetime.UTC))
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("organizer", organizer, encode=False)
    for name in ("title", "description", "location", "url"):
        if value := getattr(one, name):
            event.add("summary" if name == "title" else name, value)
    return event


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Villes Internet//Agenda//FR")
    calendar.add("version", "2.0")
    return calendar


def _download(calendar: Calendar, title: str) -> HttpResponse:
    response = HttpResponse(calendar.to_ical(), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(title)}"'
    return response


def _file_name(title: str) -> str:
    return f"{slugify(title) or 'agenda'}.ics"


def _uid(key: uuid.UUID) -> str:
    return f"{key}@{settings.PUBLIC_URL.partition('//')[2]}"


def _event(page: Dated) -> Event:
    event = Event()
    event.add("uid", _uid(page.translation_key))
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
