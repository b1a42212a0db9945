"""An hour that Mauron offers, and what is sent about it."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar, Event

from initiatives.models import Hour
from tests.factories import HourFactory
from tests.initiatives.conftest import Neighbour


@pytest.fixture
def hour(mauron: Neighbour) -> Hour:
    found: Hour = HourFactory(collectivity=mauron.collectivity, subject="Ouvrir un lieu dans l’ancienne poste")
    return found


def asking(hour: Hour) -> str:
    return f"/une-heure-avec/{hour.pk}/"


def in_space(town: Neighbour, hour: Hour | None = None, more: str = "") -> str:
    return f"{town.space}heures/{f'{hour.pk}/' if hour else ''}{more}"


def offered(days: int = 10, **changes: Any) -> dict[str, Any]:
    """What the form sends; a day so many days from now, at two in the afternoon."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return {
        "subject": "Ouvrir un lieu dans l’ancienne poste",
        "text": "Le bail, les horaires.",
        "sheet": "",
        "day": day.isoformat(),
        "at": "14:00",
        "medium": "phone",
        "places": "1",
        "access": "05 65 00 00 00",
        **changes,
    }


def calendar_of(message: Any) -> tuple[str, Event]:
    """The method and the event of the file of a mail."""
    [file] = message.attachments
    assert (file.filename[-4:], file.mimetype) == (".ics", "text/calendar")
    return read(file.content)


def read(content: str | bytes) -> tuple[str, Event]:
    calendar: Any = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event
