"""Changing the address of an account."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from collectivities.models import Registration
from portal import personal_data
from portal.models import User
from portal.profile import address
from search.alerts.models import SearchAlert
from tests.factories import MembershipFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/mon-compte/adresse/"
PASSWORD = "un mot de passe long"
NEW = "secretariat@mene.example"


@pytest.fixture
def signed_in(member: Any) -> Client:
    client = Client()
    client.post("/connexion/", {"login": member.email, "password": PASSWORD})
    client.post("/connexion/confirmer/", {"password": PASSWORD})
    return client


@pytest.fixture
def link(signed_in: Client, django_capture_on_commit_callbacks: Any) -> str:
    """The path of the link that the new address received."""
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in.post(ADDRESS, {"email": NEW.upper()}).headers["Location"] == "/mon-compte/"
    message = mail.outbox[-1]
    assert message.to == [NEW]
    found = re.search(r"https?://[^/]+(/mon-compte/adresse/\S+/)", message.body)
    assert found
    return found[1]


def test_nothing_changes_until_the_mail_is_opened(link: str, member: Any, signed_in: Client) -> None:
    former = member.email
    assert NEW in signed_in.get(link).text
    member.refresh_from_db()
    assert member.email == former


def test_the_new_one_signs_in_and_the_former_is_told(
    link: str, member: Any, signed_in: Client, django_capture_on_commit_callbacks: Any
) -> None:
    former = member.email
    EmailAddress.objects.create(user=member, email=former, verified=True, primary=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in.post(link).headers["Location"] == "/mon-compte/"
    member.refresh_from_db()
    assert member.email == NEW
    message = mail.outbox[-1]
    assert (message.to, NEW in message.body) == ([former], True)
    # The session goes on; the former address opens nothing any more.
    assert signed_in.get("/mon-compte/").status_code == 200
    for email, status in ((former, 200), (NEW, 302)):
        answer = Client().post("/connexion/", {"login": email, "password": PASSWORD})
        assert (email, answer.status_code) == (email, status)


def test_what_is_kept_by_address_follows(
    link: str, member: Any, signed_in: Client, django_capture_on_commit_callbacks: Any
) -> None:
    registration = RegistrationFactory(email=member.email)
    twice = RegistrationFactory(email=NEW, collectivity=registration.collectivity)
    asked = {"requested_at": timezone.now(), "source": "/recherche/"}
    for email, query in ((member.email, "q=bus"), (member.email, "q=car"), (NEW, "q=car")):
        SearchAlert.objects.create(email=email, query=query, **asked)
    signed_in.post(link)
    member.refresh_from_db()
    assert [row.pk for row in Registration.objects.all()] == [twice.pk]
    assert sorted(SearchAlert.objects.values_list("email", "query")) == [(NEW, "q=bus"), (NEW, "q=car")]
    personal_data.erase(member)
    assert not Registration.objects.exists()
    assert not SearchAlert.objects.exists()


def test_of_two_presses_at_once_the_second_changes_nothing(link: str, member: Any) -> None:
    signed = link.rstrip("/").rpartition("/")[2]
    assert address.prove(member, signed) == NEW
    with pytest.raises(address.GoneError):
        address.prove(member, signed)


def test_a_link_serves_once(link: str, signed_in: Client) -> None:
    signed_in.post(link)
    for method in (signed_in.get, signed_in.post):
        answer = method(link)
        assert answer.status_code == 404
        assert "Ce lien ne sert plus" in answer.text


def test_a_link_serves_for_three_days(link: str, signed_in: Client, member: Any) -> None:
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3, minutes=1)):
        client = Client()
        client.force_login(member)
        assert client.post(link).status_code == 404
    member.refresh_from_db()
    assert member.email != NEW


def test_who_received_the_mail_of_another_takes_no_account(link: str, member: Any) -> None:
    stranger = UserFactory(email=NEW)
    client = Client()
    assert client.post(link).headers["Location"].startswith("/connexion/")
    client.force_login(stranger)
    assert client.post(link).status_code == 404
    member.refresh_from_db()
    assert member.email != NEW


def test_an_address_that_another_took_meanwhile_is_refused(link: str, member: Any, signed_in: Client) -> None:
    UserFactory(email=NEW)
    answer = signed_in.post(link, follow=True)
    assert "est déjà l’adresse d’un autre compte" in answer.text
    member.refresh_from_db()
    assert member.email != NEW


def test_a_false_link_opens_nothing(link: str, signed_in: Client) -> None:
    assert signed_in.post(f"{ADDRESS}x/").status_code == 404
    assert signed_in.post(f"{link[:-2]}x/").status_code == 404


def test_the_password_is_asked_for_again(member: Any) -> None:
    client = Client()
    client.post("/connexion/", {"login": member.email, "password": PASSWORD})
    for method in (client.get, client.post):
        assert method(ADDRESS, {"email": NEW}).headers["Location"].startswith("/connexion/confirmer/")
    assert not mail.outbox


@pytest.mark.parametrize("value", ["", "x", "a@b", "x" * 250 + "@mene.example", "a@mene.example\r\nBcc: b@c.example"])
def test_what_is_no_address_is_refused(value: str, signed_in: Client) -> None:
    assert signed_in.post(ADDRESS, {"email": value}).status_code == 422
    assert not mail.outbox


def test_five_an_hour(signed_in: Client) -> None:
    answers = [signed_in.post(ADDRESS, {"email": f"a{number}@mene.example"}).status_code for number in range(6)]
    assert answers == [302] * 5 + [422]


def test_the_same_answer_whether_the_address_is_known(signed_in: Client) -> None:
    UserFactory(email="connue@mene.example")
    for email in ("connue@mene.example", "inconnue@mene.example"):
        assert signed_in.post(ADDRESS, {"email": email}).headers["Location"] == "/mon-compte/"


def test_the_same_address_proves_that_it_takes_mail_again(
    signed_in: Client, member: Any, django_capture_on_commit_callbacks: Any
) -> None:
    User.objects.filter(pk=member.pk).update(bounced_at=timezone.now())
    assert "refuse nos courriels" in signed_in.get("/mon-compte/").text
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(ADDRESS, {"email": member.email})
    [message] = mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(re.findall(r"/mon-compte/adresse/\S+/", str(message.body))[0])
    member.refresh_from_db()
    assert member.bounced_at is None
    assert len(mail.outbox) == 1


def test_the_space_says_that_mails_come_back(client_of: Any) -> None:
    membership = MembershipFactory(user__bounced_at=timezone.now())
    page = client_of(membership.user).get("/espace/", follow=True).text
    assert f'href="{ADDRESS}"' in page
