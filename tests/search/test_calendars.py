"""The calendar of a search: the events that the page shows, which an agenda may follow."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from home.models import EventPage
from tests.factories import EventPageFactory
from tests.pages import text_of
from tests.search.indexing import index

pytestmark = pytest.mark.django_db
CALENDAR = "/recherche/calendrier/"
DAY = datetime.datetime(2027, 3, 20, 9, tzinfo=datetime.UTC)


def event(title: str, days: int = 0, **values: Any) -> EventPage:
    start = DAY + datetime.timedelta(days=days)
    page = EventPageFactory(title=title, starts_at=start, ends_at=start + datetime.timedelta(hours=2), **values)
    index(page)
    return page


def events(client: Client, path: str = CALENDAR, **query: str) -> list[Any]:
    response = client.get(path, {"nature": "agenda", **query})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def titles(client: Client, **query: str) -> list[str]:
    return [str(found["summary"]) for found in events(client, **query)]


def test_the_events_of_the_search_over_or_to_come(client: Client) -> None:
    event("Fête des lanternes", days=-4_000)
    event("Atelier lanterne", address="3, place des Halles")
    event("Le palmarès")

    assert titles(client, q="lanterne", tri="nom", page="9") == ["Atelier lanterne", "Fête des lanternes"]
    found = events(client, q="atelier")[0]
    assert found["dtstart"].dt == DAY
    assert str(found["location"]) == "Salle des fêtes, 3, place des Halles"


def test_an_event_keeps_its_identifier_from_one_calendar_to_another(client: Client) -> None:
    event("Atelier lanterne")

    (found,) = events(client, q="lanterne")
    assert found["uid"] == Calendar.from_ical(client.get("/agenda/calendrier/").content).walk("VEVENT")[0]["uid"]


def test_only_what_anyone_may_read(client: Client) -> None:
    event("Une lanterne")
    event("Brouillon", live=False)
    PageViewRestriction.objects.create(page=event("Privé"), restriction_type=PageViewRestriction.LOGIN)
    EventPage.objects.filter(pk=event("Retiré").pk).update(live=False)

    assert titles(client) == ["Une lanterne"]


def test_the_file_is_named_after_the_search(client: Client) -> None:
    named = {q: client.get(CALENDAR, {"nature": "agenda", "q": q}).headers["Content-Disposition"] for q in ("", "fête")}

    assert named == {"": 'attachment; filename="agenda.ics"', "fête": 'attachment; filename="fete.ics"'}


@pytest.mark.parametrize("nature", ["", "collectivites", "actualites", "ressources", "x"])
def test_what_has_no_date_has_no_calendar(client: Client, nature: str) -> None:
    assert client.get(CALENDAR, {"nature": nature}).status_code == 404


def test_the_results_lead_to_it_where_there_are_events(client: Client) -> None:
    event("Une lanterne")

    shown = text_of(client.get("/recherche/", {"nature": "agenda", "q": "lanterne", "tri": "nom"}))
    assert 'href="/recherche/calendrier/?q=lanterne&amp;nature=agenda"' in shown
    for query in ({"nature": "agenda", "q": "xylophone"}, {"q": "lanterne"}, {"nature": "actualites"}):
        assert CALENDAR not in text_of(client.get("/recherche/", query))


def test_the_number_of_events_costs_no_query(client: Client) -> None:
    def asked() -> int:
        events(client)
        with CaptureQueriesContext(connection) as queries:
            events(client)
        return len(queries)

    event("Une lanterne")
    one = asked()
    for number in range(20):
        event(f"Une lanterne {number}", number)

    assert asked() == one


@pytest.mark.parametrize("query", ["%ff%fe", "%00", "a" * 10_000, "%0d%0aX-Other:1", "%0d%0aBEGIN:VEVENT%0d%0a"])
def test_no_words_are_an_error_a_header_or_an_event(client: Client, query: str) -> None:
    response = client.get(f"{CALENDAR}?nature=agenda&q={query}")

    assert response.status_code == 200
    assert "X-Other" not in response.headers
    assert Calendar.from_ical(response.content).walk("VEVENT") == []
