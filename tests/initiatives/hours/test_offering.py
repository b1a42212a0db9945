"""A commune offers an hour, changes it, cancels it."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from initiatives.models import Hour
from tests.factories import HourFactory, InitiativePageFactory, SeatFactory
from tests.initiatives.conftest import Neighbour
from tests.initiatives.hours.conftest import calendar_of, in_space, offered

pytestmark = pytest.mark.django_db


def next_day(month: int, day: int) -> datetime.date:
    """The next one of that name, of a year in which it is still to come."""
    today = timezone.localdate()
    found = datetime.date(today.year, month, day)
    return found if found > today else found.replace(year=today.year + 1)


def test_what_is_offered_is_in_the_public_list_without_how_to_join(
    mauron: Neighbour, client: Any, client_of: Any, post: Any
) -> None:
    assert "Aucune heure n’est proposée" in client.get("/une-heure-avec/").text
    answer = post(mauron.user, in_space(mauron, more="proposer/"), **offered(sheet=mauron.sheet.pk))
    hour = Hour.objects.get()
    assert answer.headers["Location"] == in_space(mauron, hour)
    for path in ("/une-heure-avec/", mauron.sheet.url):
        page = client.get(path).text
        assert "Ouvrir un lieu dans l’ancienne poste" in page
        assert "05 65" not in page.replace("\xa0", " ")
    assert "05 65" in client_of(mauron.user).get(in_space(mauron, hour)).text.replace("\xa0", " ")
    assert not mail.outbox


def test_pressed_twice_it_is_one_hour(mauron: Neighbour, post: Any) -> None:
    answers = [post(mauron.user, in_space(mauron, more="proposer/"), **offered()) for _ in range(2)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Hour.objects.count() == 1


@pytest.mark.parametrize(("month", "offset"), [(1, 1), (7, 2)])
def test_the_time_is_that_of_paris_in_winter_and_in_summer(
    month: int, offset: int, mauron: Neighbour, post: Any
) -> None:
    day = next_day(month, 15)
    post(mauron.user, in_space(mauron, more="proposer/"), **offered(day=day.isoformat()))
    starts_at = Hour.objects.get().starts_at
    assert starts_at.astimezone(datetime.UTC).hour == 14 - offset
    assert timezone.localtime(starts_at).hour == 14


def test_an_hour_that_the_change_of_time_skips_or_repeats_is_refused(mauron: Neighbour, post: Any) -> None:
    """The last Sundays of March and October, at half past two."""
    for month in (3, 10):
        day = next(day for day in (next_day(month, 31 - n) for n in range(7)) if day.isoweekday() == 7)
        naive = datetime.datetime.combine(day, datetime.time(2, 30), ZoneInfo("Europe/Paris"))
        assert naive.utcoffset() != naive.replace(fold=1).utcoffset()
        answer = post(mauron.user, in_space(mauron, more="proposer/"), **offered(day=day.isoformat(), at="02:30"))
        assert answer.status_code == 422
        assert "L’heure change cette nuit-là" in answer.text
    assert not Hour.objects.exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"subject": ""}, "Dites de quoi"),
        ({"subject": "x" * 121}, "120"),
        ({"text": "Appelez le 05 65 00 00 00."}, "05 65 00 00 00"),
        ({"text": "yann@mauron.example"}, "Comment se joindre"),
        ({"subject": "www.example.org"}, "Comment se joindre"),
        ({"text": "<b>gras</b>"}, "texte seul"),
        ({"access": ""}, "sans lui"),
        ({"places": "0"}, "supérieure ou égale à 1"),
        ({"places": "11"}, "inférieure ou égale à 10"),
        ({"places": "deux"}, "nombre entier"),
        ({"day": "2026-02-30"}, "date valide"),
        ({"at": "25:00"}, "heure valide"),
        ({"medium": "pigeon"}, "pigeon"),
        ({"sheet": "999999"}, "choix"),
    ],
)
def test_what_makes_no_offer_is_refused_and_shown_again(
    changes: dict[str, str], told: str, mauron: Neighbour, post: Any
) -> None:
    answer = post(mauron.user, in_space(mauron, more="proposer/"), **offered(**changes))
    assert answer.status_code == 422
    page = answer.text.replace("\xa0", " ")
    assert told in page
    assert "Ce qui est à reprendre" in page
    assert not Hour.objects.exists()


@pytest.mark.parametrize(("days", "told"), [(-1, "Ce moment est passé"), (400, "plus d’un an")])
def test_it_is_neither_past_nor_far(days: int, told: str, mauron: Neighbour, post: Any) -> None:
    answer = post(mauron.user, in_space(mauron, more="proposer/"), **offered(days))
    assert answer.status_code == 422
    assert told in answer.text


@pytest.mark.parametrize("typed", ["14h30", "14 h 30", "14:30:00"])
def test_a_time_is_read_as_people_write_it(typed: str, mauron: Neighbour, post: Any) -> None:
    post(mauron.user, in_space(mauron, more="proposer/"), **offered(at=typed))
    assert timezone.localtime(Hour.objects.get().starts_at).time() == datetime.time(14, 30)


def test_the_sheet_is_a_public_one_of_the_commune(arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
    draft = InitiativePageFactory(parent=mauron.page, live=False)
    for sheet in (arvieu.sheet, draft):
        answer = post(mauron.user, in_space(mauron, more="proposer/"), **offered(sheet=sheet.pk))
        assert answer.status_code == 422
    assert not Hour.objects.exists()


def test_what_was_typed_waits_for_who_signs_in_again(mauron: Neighbour, client: Any) -> None:
    address = in_space(mauron, more="proposer/")
    assert client.post(address, offered()).headers["Location"].startswith("/connexion/")
    assert client.session["typed"]["path"] == address


class TestChanging:
    def test_while_nobody_comes_all_is_changed_and_nobody_told(self, hour: Hour, mauron: Neighbour, post: Any) -> None:
        changed = offered(20, subject="Un autre sujet", medium="video", access="https://visio.example/", places="4")
        assert post(mauron.user, in_space(mauron, hour, "modifier/"), **changed).status_code == 302
        hour.refresh_from_db()
        assert (hour.subject, hour.medium, hour.places, hour.sequence) == ("Un autre sujet", "video", 4, 0)
        assert not mail.outbox

    def test_who_comes_is_told_of_another_day_and_the_agenda_follows(
        self, hour: Hour, arvieu: Neighbour, mauron: Neighbour, post: Any
    ) -> None:
        SeatFactory(hour=hour, asking=arvieu.collectivity)
        post(mauron.user, in_space(mauron, hour, "modifier/"), **offered(21))
        assert {message.to[0] for message in mail.outbox} == {arvieu.user.email, mauron.user.email}
        hour.refresh_from_db()
        for message in mail.outbox:
            method, event = calendar_of(message)
            assert (method, event["SEQUENCE"], str(event["STATUS"])) == ("PUBLISH", 1, "CONFIRMED")
            assert str(event["UID"]).startswith(str(hour.uid))
            assert event.decoded("DTSTART") == hour.starts_at
            assert "05 65 00 00 00" in message.body.replace("\xa0", " ")

    def test_a_better_text_is_told_nobody(self, hour: Hour, arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
        SeatFactory(hour=hour, asking=arvieu.collectivity)
        local = timezone.localtime(hour.starts_at)
        same = offered(day=local.date().isoformat(), at=local.strftime("%H:%M:%S"), text="Mieux dit.", places="2")
        Hour.objects.update(starts_at=local.replace(microsecond=0))
        assert post(mauron.user, in_space(mauron, hour, "modifier/"), **same).status_code == 302
        hour.refresh_from_db()
        assert (hour.text, hour.places, hour.sequence) == ("Mieux dit.", 2, 0)
        assert not mail.outbox

    def test_who_comes_keeps_the_subject_the_sheet_and_the_place(
        self, arvieu: Neighbour, mauron: Neighbour, post: Any
    ) -> None:
        hour = HourFactory(collectivity=mauron.collectivity, sheet=mauron.sheet, places=3)
        seat = SeatFactory(hour=hour, asking=arvieu.collectivity, number=2)
        address = in_space(mauron, hour, "modifier/")
        assert "gardez-en au moins 2" in post(mauron.user, address, **offered(places="1")).text
        post(mauron.user, address, **offered(places="2", subject="Tout autre chose"))
        hour.refresh_from_db()
        assert (hour.places, hour.sheet, "poste" in hour.subject) == (2, mauron.sheet.page_ptr.specific, True)
        assert hour.seats.get() == seat

    def test_the_form_shows_what_is_offered(self, hour: Hour, mauron: Neighbour, client_of: Any) -> None:
        page = client_of(mauron.user).get(in_space(mauron, hour, "modifier/")).text
        local = timezone.localtime(hour.starts_at)
        assert f'value="{local:%Y-%m-%d}"' in page
        assert f'value="{local:%H:%M}"' in page

    @pytest.mark.parametrize("trait", ["is_past", "is_cancelled"])
    @pytest.mark.parametrize("more", ["modifier/", "annuler/"])
    def test_what_is_over_changes_no_more(self, trait: str, more: str, mauron: Neighbour, client_of: Any) -> None:
        hour = HourFactory(collectivity=mauron.collectivity, **{trait: True})
        assert client_of(mauron.user).get(in_space(mauron, hour, more)).status_code == 404


class TestCancelling:
    def test_who_comes_reads_why_and_it_leaves_the_agenda(
        self, hour: Hour, arvieu: Neighbour, mauron: Neighbour, client: Any, client_of: Any, post: Any
    ) -> None:
        SeatFactory(hour=hour, asking=arvieu.collectivity)
        address = in_space(mauron, hour, "annuler/")
        assert "Arvieu" in client_of(mauron.user).get(address).text
        assert post(mauron.user, address, text="").status_code == 422
        for _ in range(2):
            assert post(mauron.user, address, text="Notre agente est souffrante.").status_code == 302
        assert {message.to[0] for message in mail.outbox} == {arvieu.user.email, mauron.user.email}
        assert len(mail.outbox) == 2
        for message in mail.outbox:
            method, event = calendar_of(message)
            assert (method, event["SEQUENCE"], str(event["STATUS"])) == ("CANCEL", 1, "CANCELLED")
            assert "Notre agente est souffrante." in message.body
            assert "Notre agente est souffrante." in message.alternatives[0].content
        assert "Notre agente est souffrante." in client_of(arvieu.user).get(in_space(arvieu, hour)).text
        assert hour.subject not in client.get("/une-heure-avec/").text
        gone = client_of(arvieu.user).get(f"/une-heure-avec/{hour.pk}/")
        assert (gone.status_code, "Cette heure est annulée" in gone.text) == (410, True)

    def test_without_anybody_no_word_is_owed(self, hour: Hour, mauron: Neighbour, post: Any) -> None:
        assert post(mauron.user, in_space(mauron, hour, "annuler/"), text="").status_code == 302
        hour.refresh_from_db()
        assert (hour.is_cancelled, len(mail.outbox)) == (True, 0)


def test_only_who_offers_changes_and_cancels(hour: Hour, arvieu: Neighbour, other_member: Any, post: Any) -> None:
    """Who has a place does neither, and a third commune does not even read it."""
    SeatFactory(hour=hour, asking=arvieu.collectivity)
    before = list(Hour.objects.values())
    for more in ("modifier/", "annuler/"):
        assert post(arvieu.user, in_space(arvieu, hour, more), **offered()).status_code == 404
        third = f"/espace/communes/56083/heures/{hour.pk}/{more}"
        assert post(other_member, third, **offered()).status_code == 404
    assert list(Hour.objects.values()) == before


def test_the_journal_says_who_did_what(hour: Hour, mauron: Neighbour, post: Any) -> None:
    post(mauron.user, in_space(mauron, hour, "modifier/"), **offered(12))
    post(mauron.user, in_space(mauron, hour, "annuler/"), text="")
    entries = ModelLogEntry.objects.for_instance(hour).order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("initiatives.hour_change", mauron.user),
        ("initiatives.hour_cancel", mauron.user),
    ]
