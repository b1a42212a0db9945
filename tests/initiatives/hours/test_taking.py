"""Other communes take a place, have it in their agenda, and give it back."""

import re
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from initiatives.models import Hour, Seat
from tests.factories import CollectivityFactory, HourFactory, MembershipFactory, SeatFactory, UserFactory
from tests.initiatives.conftest import Neighbour
from tests.initiatives.hours.conftest import asking, calendar_of, in_space, read

pytestmark = pytest.mark.django_db
TEXT = "Nous avons une poste vide. Qui paie le chauffage ?"


@pytest.fixture
def taken(hour: Hour, arvieu: Neighbour, post: Any) -> Seat:
    post(arvieu.user, asking(hour), text=TEXT, collectivity=arvieu.collectivity.pk)
    seat: Seat = Seat.objects.get()
    return seat


def test_both_communes_have_it_in_their_agendas(taken: Seat, hour: Hour, arvieu: Neighbour, mauron: Neighbour) -> None:
    messages = {message.to[0]: message for message in mail.outbox}
    assert set(messages) == {arvieu.user.email, mauron.user.email}
    for town, other in ((arvieu, "Mauron"), (mauron, "Arvieu")):
        message = messages[town.user.email]
        method, event = calendar_of(message)
        assert (method, event["SEQUENCE"], str(event["STATUS"])) == ("PUBLISH", 1, "CONFIRMED")
        assert event.decoded("DTSTART") == hour.starts_at.replace(microsecond=0)
        assert event.decoded("DTEND") - event.decoded("DTSTART") == timezone.timedelta(hours=1)
        assert (str(event["LOCATION"]), str(event["DESCRIPTION"])) == (hour.access, hour.text)
        assert f"avec {other}" in str(event["SUMMARY"])
        assert in_space(town, hour) in str(event["URL"])
        for text in (message.body, message.alternatives[0].content):
            assert in_space(town, hour) in text
            assert "05 65 00 00 00" in text.replace("\xa0", " ")
    assert "Qui paie le chauffage" in messages[mauron.user.email].body


def test_no_address_is_shown_on_either_side(
    taken: Seat, hour: Hour, arvieu: Neighbour, mauron: Neighbour, client_of: Any
) -> None:
    for town, other in ((arvieu, mauron), (mauron, arvieu)):
        type(other.user).objects.filter(pk=other.user.pk).update(first_name="", last_name="")
        page = client_of(town.user).get(in_space(town, hour))
        assert page.status_code == 200
        assert other.user.email not in page.text
        message = next(message for message in mail.outbox if message.to == [town.user.email])
        assert other.user.email not in message.message().as_string()
        assert other.user.email not in message.attachments[0].content


@pytest.mark.parametrize(("language", "words"), [("en", "An hour with Mauron"), ("br", "Un eurvezh gant Mauron")])
def test_mail_and_file_are_in_the_language_of_the_reader(
    language: str, words: str, hour: Hour, arvieu: Neighbour, post: Any
) -> None:
    type(arvieu.user).objects.filter(pk=arvieu.user.pk).update(language=language, rhythm="weekly")
    post(arvieu.user, asking(hour), text=TEXT, collectivity=arvieu.collectivity.pk)
    message = next(message for message in mail.outbox if message.to == [arvieu.user.email])
    assert f'<html lang="{language}">' in message.alternatives[0].content
    assert str(calendar_of(message)[1]["SUMMARY"]).startswith(words)


def test_the_team_finds_it_in_its_space_and_in_its_agenda(
    taken: Seat, hour: Hour, arvieu: Neighbour, client_of: Any
) -> None:
    client = client_of(MembershipFactory(collectivity=arvieu.collectivity).user)
    assert hour.subject in client.get(in_space(arvieu)).text
    assert "05 65 00 00 00" in client.get(in_space(arvieu, hour)).text.replace("\xa0", " ")
    answer = client.get(in_space(arvieu, hour, "agenda/"))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert re.search(r'filename="une-heure-avec-mauron[a-z0-9-]*\.ics"', answer.headers["Content-Disposition"])
    method, event = read(answer.content)
    assert (method, event.decoded("DTSTART")) == ("PUBLISH", hour.starts_at.replace(microsecond=0))


def test_pressed_twice_it_is_one_place(taken: Seat, hour: Hour, arvieu: Neighbour, post: Any) -> None:
    answer = post(arvieu.user, asking(hour), text=TEXT, collectivity=arvieu.collectivity.pk)
    assert answer.headers["Location"] == in_space(arvieu, hour)
    assert (Seat.objects.count(), len(mail.outbox)) == (1, 2)


def test_of_a_full_hour_who_comes_too_late_loses_nothing_typed(
    taken: Seat, hour: Hour, other_member: Any, client_of: Any, post: Any
) -> None:
    commune = other_member.membership.collectivity
    page = client_of(other_member).get(asking(hour)).text
    assert ("C’est complet" in page, "<textarea" in page) == (True, False)
    answer = post(other_member, asking(hour), text="Et le <samedi> ?", collectivity=commune.pk)
    assert answer.status_code == 422
    answer = post(other_member, asking(hour), text="Et le samedi ?", collectivity=commune.pk)
    assert answer.status_code == 422
    assert "C’est complet" in answer.text
    assert "Et le samedi ?" in answer.text
    assert (Seat.objects.count(), len(mail.outbox)) == (1, 2)


def test_there_are_as_many_places_as_are_offered(mauron: Neighbour, post: Any) -> None:
    hour = HourFactory(collectivity=mauron.collectivity, places=2)
    members = [MembershipFactory() for _ in range(3)]
    answers = [
        post(one.user, asking(hour), text=f"Question {one.pk}", collectivity=one.collectivity_id) for one in members
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 422]
    assert [seat.number for seat in hour.seats.all()] == [1, 2]


def test_who_may_not_ask_is_told_why(
    hour: Hour, arvieu: Neighbour, mauron: Neighbour, association: Any, client: Any, client_of: Any, post: Any
) -> None:
    page = client.get(asking(hour)).text
    assert f'href="/connexion/?next={asking(hour)}"' in page
    assert hour.access not in page
    assert client.post(asking(hour), {"text": TEXT}).headers["Location"].startswith("/connexion/")
    for user in (UserFactory(), association):
        assert "Rejoignez l’équipe de la vôtre" in client_of(user).get(asking(hour)).text
        assert post(user, asking(hour), text=TEXT, collectivity=arvieu.collectivity.pk).status_code == 200
    own = client_of(mauron.user).get(asking(hour)).text
    assert "C’est votre commune" in own
    assert in_space(mauron, hour) in own
    assert post(mauron.user, asking(hour), text=TEXT, collectivity=mauron.collectivity.pk).status_code == 200
    assert not Seat.objects.exists()


def test_nobody_asks_for_a_commune_that_is_not_his(hour: Hour, arvieu: Neighbour, other_member: Any, post: Any) -> None:
    answer = post(other_member, asking(hour), text=TEXT, collectivity=arvieu.collectivity.pk)
    assert answer.status_code == 422
    assert not Seat.objects.exists()


def test_who_works_for_several_asks_for_the_other_too(
    taken: Seat, arvieu: Neighbour, mauron: Neighbour, client_of: Any, post: Any
) -> None:
    Hour.objects.update(places=3)
    second = MembershipFactory(user=arvieu.user, collectivity__name="Millau").collectivity
    page = client_of(arvieu.user).get(asking(taken.hour)).text
    assert "Arvieu (Côtes-d’Armor) a sa place" in page
    post(arvieu.user, asking(taken.hour), text=TEXT, collectivity=second.pk)
    assert set(taken.hour.seats.values_list("asking", flat=True)) == {arvieu.collectivity.pk, second.pk}


@pytest.mark.parametrize(("trait", "told"), [("is_past", "passée"), ("is_cancelled", "annulée")])
def test_what_is_over_is_taken_no_more(
    trait: str, told: str, arvieu: Neighbour, mauron: Neighbour, client: Any, client_of: Any, post: Any
) -> None:
    hour = HourFactory(collectivity=mauron.collectivity, subject="Une vieille histoire", **{trait: True})
    answer = client_of(arvieu.user).get(asking(hour))
    assert (answer.status_code, f"Cette heure est {told}" in answer.text) == (410, True)
    assert post(arvieu.user, asking(hour), text=TEXT, collectivity=arvieu.collectivity.pk).status_code == 410
    assert not Seat.objects.exists()
    assert "Une vieille histoire" not in client.get("/une-heure-avec/").text


@pytest.mark.parametrize("text", ["", "x" * 1_001, "<b>gras</b>", "retourné\u202e"])
def test_what_makes_no_request_is_refused_and_shown_again(text: str, hour: Hour, arvieu: Neighbour, post: Any) -> None:
    answer = post(arvieu.user, asking(hour), text=text, collectivity=arvieu.collectivity.pk)
    assert answer.status_code == 422
    assert text[:100].replace("<", "&lt;").replace(">", "&gt;") in answer.text


def test_headers_take_nothing_from_what_is_written(hour: Hour, arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
    Hour.objects.update(
        subject="Le bus\r\nATTENDEE:mailto:tous@example.org", access="Au 1\nEND:VEVENT", text="a;b,c\r\nSUMMARY:non"
    )
    post(arvieu.user, asking(hour), text="Bcc: tous@example.org\r\n\r\nOui ?", collectivity=arvieu.collectivity.pk)
    for message in mail.outbox:
        assert message.recipients() in ([arvieu.user.email], [mauron.user.email])
        assert "\n" not in message.subject
        assert "\n" not in message.attachments[0].filename
        _method, event = calendar_of(message)
        assert "ATTENDEE" not in event
        assert str(event["DESCRIPTION"]).replace("\r", "") == "a;b,c\nSUMMARY:non"
        assert str(event["LOCATION"]) == "Au 1\nEND:VEVENT"


def test_a_person_who_asks_too_much_is_told_and_loses_nothing(arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
    hours = [HourFactory(collectivity=mauron.collectivity) for _ in range(21)]
    answers = [post(arvieu.user, asking(one), text=TEXT, collectivity=arvieu.collectivity.pk) for one in hours]
    assert [answer.status_code for answer in answers] == [302] * 20 + [422]
    assert "Nous avons une poste vide" in answers[-1].text
    assert Seat.objects.count() == 20


class TestGivingBack:
    def test_the_place_is_free_again_and_both_are_told_once(
        self, taken: Seat, hour: Hour, arvieu: Neighbour, mauron: Neighbour, client_of: Any, post: Any
    ) -> None:
        mail.outbox.clear()
        for _ in range(2):
            answer = post(arvieu.user, in_space(arvieu, hour, "rendre/"))
            assert answer.headers["Location"] == in_space(arvieu)
        assert not Seat.objects.exists()
        messages = {message.to[0]: message for message in mail.outbox}
        assert (len(mail.outbox), set(messages)) == (2, {arvieu.user.email, mauron.user.email})
        for message in messages.values():
            method, event = calendar_of(message)
            assert (method, event["SEQUENCE"], "URL" in event) == ("CANCEL", 2, False)
        assert in_space(arvieu, hour) not in messages[arvieu.user.email].body
        assert client_of(arvieu.user).get(in_space(arvieu, hour)).status_code == 404

    def test_it_stays_in_the_agenda_of_who_offers_while_others_come(
        self, arvieu: Neighbour, mauron: Neighbour, post: Any
    ) -> None:
        hour = HourFactory(collectivity=mauron.collectivity, places=2)
        SeatFactory(hour=hour)
        SeatFactory(hour=hour, asking=arvieu.collectivity)
        post(arvieu.user, in_space(arvieu, hour, "rendre/"))
        message = next(message for message in mail.outbox if message.to == [mauron.user.email])
        assert calendar_of(message)[0] == "PUBLISH"
        assert "Personne d’autre" not in message.body

    def test_who_takes_it_again_has_it_in_the_agenda(
        self, taken: Seat, hour: Hour, arvieu: Neighbour, post: Any
    ) -> None:
        """A calendar follows what is at least as new as what it knows."""
        post(arvieu.user, in_space(arvieu, hour, "rendre/"))
        post(arvieu.user, asking(hour), text=TEXT, collectivity=arvieu.collectivity.pk)
        method, event = calendar_of(mail.outbox[-1])
        assert (method, event["SEQUENCE"], str(event["STATUS"])) == ("PUBLISH", 3, "CONFIRMED")

    def test_what_has_begun_is_given_back_no_more(self, arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
        seat = SeatFactory(hour__collectivity=mauron.collectivity, hour__is_past=True, asking=arvieu.collectivity)
        post(arvieu.user, in_space(arvieu, seat.hour, "rendre/"))
        assert Seat.objects.get() == seat
        assert not mail.outbox

    def test_nobody_gives_back_the_place_of_another(
        self, taken: Seat, hour: Hour, mauron: Neighbour, other_member: Any, post: Any
    ) -> None:
        assert post(mauron.user, in_space(mauron, hour, "rendre/")).status_code == 404
        assert post(other_member, f"/espace/communes/56083/heures/{hour.pk}/rendre/").status_code == 404
        assert Seat.objects.get() == taken


@pytest.mark.parametrize("more", ["", "agenda/"])
def test_a_third_commune_learns_nothing_of_how_to_join(
    more: str, taken: Seat, hour: Hour, other_member: Any, client_of: Any
) -> None:
    client = client_of(other_member)
    assert client.get(f"/espace/communes/56083/heures/{hour.pk}/{more}").status_code == 404
    assert "05 65" not in client.get(asking(hour)).text.replace("\xa0", " ")


def test_one_that_comes_does_not_read_what_another_asked(
    taken: Seat, hour: Hour, other_member: Any, client_of: Any
) -> None:
    Hour.objects.update(places=2)
    SeatFactory(hour=hour, asking=other_member.membership.collectivity, text="Et le samedi ?")
    page = client_of(other_member).get(f"/espace/communes/56083/heures/{hour.pk}/").text
    assert "Et le samedi" in page
    assert "une poste vide" not in page
    assert str(CollectivityFactory(code="12011").name) not in page
