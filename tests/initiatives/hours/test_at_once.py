"""Two communes want the last place at the same moment. On PostgreSQL, which lets them."""

from typing import Any

from home.setup import set_up_portal
from initiatives.models import Seat
from tests.at_once import ON_POSTGRESQL, at_once
from tests.factories import HourFactory, MembershipFactory
from tests.initiatives.hours.conftest import asking

pytestmark = ON_POSTGRESQL


def test_one_has_it_and_the_other_loses_nothing(client_of: Any) -> None:
    set_up_portal()
    hour = HourFactory(places=2)
    members = [MembershipFactory() for _ in range(3)]
    clients = [(client_of(one.user), one) for one in members]

    def take(client: Any, member: Any) -> Any:
        return client.post(asking(hour), {"text": f"Question {member.pk}", "collectivity": member.collectivity_id})

    answers = at_once(*(lambda client=client, one=one: take(client, one) for client, one in clients))
    assert sorted(answer.status_code for answer in answers) == [302, 302, 422]
    assert sorted(Seat.objects.values_list("number", flat=True)) == [1, 2]
    late = next(one for one in members if not Seat.objects.filter(asking=one.collectivity).exists())
    refused = next(answer.text for answer in answers if answer.status_code == 422)
    assert f"Question {late.pk}" in refused
    assert "C’est complet" in refused


def test_two_presses_take_one_place(client_of: Any) -> None:
    set_up_portal()
    hour, member = HourFactory(places=2), MembershipFactory()
    sent = {"text": "Qui paie le chauffage ?", "collectivity": member.collectivity_id}
    clients = [client_of(member.user) for _ in range(2)]
    answers = at_once(*(lambda client=client: client.post(asking(hour), sent) for client in clients))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Seat.objects.count() == 1
