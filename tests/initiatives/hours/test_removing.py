"""The association takes an hour away that should not be there."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from initiatives.enums import HourState
from initiatives.models import Hour
from tests.factories import HourFactory, SeatFactory, UserFactory
from tests.initiatives.conftest import Neighbour
from tests.initiatives.hours.conftest import asking, calendar_of

pytestmark = pytest.mark.django_db
WHY = "Ce n’est pas une heure d’échange."


def remove(hour: Hour) -> str:
    return f"{asking(hour)}retirer/"


def test_both_communes_read_why_and_it_leaves_their_agendas(
    hour: Hour, arvieu: Neighbour, mauron: Neighbour, association: Any, client_of: Any, post: Any
) -> None:
    SeatFactory(hour=hour, asking=arvieu.collectivity)
    assert "Retirer cette heure" in client_of(association).get(asking(hour)).text
    for _twice in range(2):
        assert post(association, remove(hour), reason=WHY).headers["Location"] == asking(hour)
    assert {message.to[0] for message in mail.outbox} == {arvieu.user.email, mauron.user.email}
    for message in mail.outbox:
        assert WHY in message.body
        assert calendar_of(message)[0] == "CANCEL"
    hour.refresh_from_db()
    assert (hour.state, hour.reason) == (HourState.CANCELLED, WHY)
    assert hour.subject not in Client().get("/une-heure-avec/").text


def test_who_offers_one_that_nobody_comes_to_is_told_too(
    hour: Hour, mauron: Neighbour, association: Any, post: Any
) -> None:
    post(association, remove(hour), reason=WHY)
    assert [message.to for message in mail.outbox] == [[mauron.user.email]]


def test_a_reason_is_owed(hour: Hour, association: Any, client_of: Any) -> None:
    answer = client_of(association).post(remove(hour), {"reason": " "}, follow=True)
    assert "la commune a droit à un motif" in answer.text
    hour.refresh_from_db()
    assert hour.state == HourState.OPEN


def test_nobody_else_takes_one_away(hour: Hour, arvieu: Neighbour, mauron: Neighbour, client_of: Any) -> None:
    for user in (arvieu.user, mauron.user, UserFactory()):
        client = client_of(user)
        assert "Retirer cette heure" not in client.get(asking(hour)).text
        assert client.post(remove(hour), {"reason": WHY}).status_code == 403
    assert Client().post(remove(hour), {"reason": WHY}).headers["Location"].startswith("/connexion/")
    hour.refresh_from_db()
    assert hour.state == HourState.OPEN


def test_a_past_one_stays(association: Any, client_of: Any) -> None:
    hour = HourFactory(is_past=True)
    client = client_of(association)
    assert "Retirer cette heure" not in client.get(asking(hour)).text
    assert "est retirée" not in client.post(remove(hour), {"reason": WHY}, follow=True).text
    hour.refresh_from_db()
    assert hour.state == HourState.OPEN
