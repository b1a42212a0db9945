"""The agenda: what is to come and what is over, and its files for other agendas."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def make(title, days=30, hours=2, **fields):
    starts_at = timezone.now() + datetime.timedelta(days=days)
    return EventPageFactory(
        title=title, starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=hours), **fields
    )


def calendar(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response, Calendar.from_ical(response.content)


def test_the_next_event_comes_first_and_the_last_one_over_too(client):
    for title, days in (("Dans un an", 365), ("Demain", 1), ("Hier", -1), ("L'an dernier", -365)):
        make(title, days)
    context = client.get("/agenda/").context

    assert [event.title for event in context["upcoming"]] == ["Demain", "Dans un an"]
    assert [event.title for event in context["page_obj"]] == ["Hier", "L'an dernier"]


def test_an_event_that_has_begun_is_still_to_come(client):
    make("En ce moment", days=-1, hours=48)

    assert [event.title for event in client.get("/agenda/").context["upcoming"]] == ["En ce moment"]


def test_an_empty_agenda_says_so_and_offers_no_file(client):
    text = client.get("/agenda/").text

    assert "Aucun rendez-vous annoncé." in text
    assert "Tout l’agenda dans le mien" not in text
    assert "Passés" not in text


def test_past_events_are_cut_in_pages(client):
    for number in range(12):
        make(f"Rencontre {number}", days=-number - 1)

    assert len(client.get("/agenda/").context["page_obj"]) == 10
    assert [e.title for e in client.get("/agenda/?page=99").context["page_obj"]] == ["Rencontre 10", "Rencontre 11"]


def test_the_agenda_shows_what_everybody_may_read(client):
    make("Visible")
    make("Brouillon", live=False)
    PageViewRestriction.objects.create(page=make("Privée"), restriction_type=PageViewRestriction.LOGIN)

    assert [event.title for event in client.get("/agenda/").context["upcoming"]] == ["Visible"]
    assert [e["summary"] for e in calendar(client, "/agenda/calendrier/")[1].walk("VEVENT")] == ["Visible"]
    assert client.get("/en/agenda/").context["upcoming"] == []


def test_the_number_of_events_costs_no_query(client, django_assert_max_num_queries):
    for number in range(5):
        make(f"À venir {number}"), make(f"Passé {number}", days=-9)
    client.get("/agenda/")
    with django_assert_max_num_queries(12) as few:
        client.get("/agenda/")
    for number in range(5, 20):
        make(f"À venir {number}"), make(f"Passé {number}", days=-9)
    with django_assert_max_num_queries(len(few)):
        client.get("/agenda/")


def test_the_file_of_an_event_says_when_where_and_what(client):
    event = EventPageFactory(
        title="Remise des labels; et buffet, à 20 h",
        summary="Les communes reçoivent\nleurs arobases.",
        starts_at=datetime.datetime(2027, 7, 13, 17, 30, tzinfo=PARIS),
        ends_at=datetime.datetime(2027, 7, 13, 21, 0, tzinfo=PARIS),
        place="Grande salle",
        address="3, place des Halles",
    )
    response, found = calendar(client, f"{event.url}calendrier/")
    (entry,) = found.walk("VEVENT")

    assert entry["summary"] == "Remise des labels; et buffet, à 20 h"
    assert entry["description"] == "Les communes reçoivent\nleurs arobases."
    assert entry["location"] == "Grande salle, 3, place des Halles"
    assert entry["url"] == f"http://testserver{event.url}"
    assert entry["uid"] == f"{event.translation_key}@testserver"
    assert response.headers["Content-Disposition"] == 'attachment; filename="remise-des-labels-et-buffet-a-20-h.ics"'
    assert found["prodid"]
    assert found["version"] == "2.0"


@pytest.mark.parametrize(("month", "utc_hour"), [(1, 16), (7, 15)])
def test_the_hour_is_the_same_moment_in_winter_and_in_summer(client, month, utc_hour):
    starts_at = datetime.datetime(2027, month, 13, 17, 30, tzinfo=PARIS)
    event = EventPageFactory(starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=2))
    response, found = calendar(client, f"{event.url}calendrier/")
    (entry,) = found.walk("VEVENT")

    assert entry.decoded("dtstart") == starts_at
    assert entry.decoded("dtend") - entry.decoded("dtstart") == datetime.timedelta(hours=2)
    assert f"DTSTART:2027{month:02}13T{utc_hour}3000Z" in response.text


def test_lines_of_the_file_are_as_long_as_the_norm_allows(client):
    event = make("É" * 200, summary="Une phrase assez longue pour tenir sur plusieurs lignes. " * 5)
    response, found = calendar(client, f"{event.url}calendrier/")

    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    assert found.walk("VEVENT")[0]["summary"] == "É" * 200


def test_the_whole_calendar_keeps_what_is_over(client):
    make("Demain", 1)
    make("Hier", -1)
    response, found = calendar(client, "/agenda/calendrier/")

    assert [entry["summary"] for entry in found.walk("VEVENT")] == ["Demain", "Hier"]
    assert found["x-wr-calname"] == "Agenda"
    assert response.headers["Content-Disposition"] == 'attachment; filename="agenda.ics"'


def test_an_event_keeps_its_identity_from_one_download_to_the_next(client):
    event = make("Demain", 1)
    before = calendar(client, "/agenda/calendrier/")[1].walk("VEVENT")[0]["uid"]
    event.title = "Après-demain"
    event.save_revision().publish()

    assert calendar(client, "/agenda/calendrier/")[1].walk("VEVENT")[0]["uid"] == before


def test_a_day_is_written_once_and_two_days_in_full(client):
    starts_at = datetime.datetime(2027, 7, 13, 17, 30, tzinfo=PARIS)
    one = EventPageFactory(starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=3))
    two = EventPageFactory(starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=20))

    assert client.get(one.url).text.count("13 juillet 2027") == 1
    assert "de 17\xa0h\xa030 à 20\xa0h\xa030" in client.get(one.url).text
    assert "du 13 juillet 2027 à 17\xa0h\xa030 au 14 juillet 2027 à 13\xa0h\xa030" in client.get(two.url).text


def test_nobody_is_invited_to_register_for_what_is_over(client):
    address = "https://www.example.org/inscription"

    assert address in client.get(make("Demain", 1, registration_url=address).url).text
    assert address not in client.get(make("Hier", -1, registration_url=address).url).text


def test_an_event_at_a_distance_says_so(client):
    text = client.get(make("Au téléphone", online=True, place="De votre bureau").url).text

    assert "À distance" in text
    assert "De votre bureau" not in text


def test_an_event_does_not_end_before_it_starts():
    event = make("Demain")
    event.ends_at = event.starts_at - datetime.timedelta(minutes=1)

    with pytest.raises(ValidationError, match="La fin vient après le début"):
        event.full_clean()


def test_an_event_leaves_the_cached_agenda_when_it_is_over(client):
    make("Plus tard", days=9)
    event = make("Bientôt finie", days=0, hours=1)

    assert client.get("/agenda/").wsgi_request.page_cache_until == event.ends_at


def test_an_event_that_is_over_says_so_and_is_in_nobodys_way(client):
    over, next_one = make("Hier", -1), make("Demain", 1)

    assert "Ce rendez-vous est passé." in client.get(over.url).text
    assert "Ajouter à mon agenda" not in client.get(over.url).text
    assert "Ce rendez-vous est passé." not in client.get(next_one.url).text
    assert "Ajouter à mon agenda" in client.get(next_one.url).text


def test_the_list_tells_both_ends_of_several_days(client):
    starts_at = datetime.datetime(2007, 3, 17, 9, tzinfo=PARIS)
    EventPageFactory(starts_at=starts_at, ends_at=starts_at + datetime.timedelta(days=6))

    assert "du 17 mars 2007 au 23 mars 2007" in client.get("/agenda/").text
