"""Wagtail's own sign-in addresses lead to ours, which limits attempts and asks for the second factor."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from wagtail.models import PageViewRestriction

from portal.permissions import ASSOCIATION_GROUP
from tests.factories import InitiativePageFactory, UserFactory

pytestmark = pytest.mark.django_db

STOCK = ("/admin/login/", "/_util/login/", "/en/_util/login/")
PASSWORD = "un mot de passe long"
HERE = "/communes/22046-le-mene/?vue=carte&page=2"


def target(answer: Any) -> tuple[str, list[str]]:
    """The path an answer leads to, and where it says to go next."""
    assert answer.status_code == 302
    parts = urlsplit(answer.headers["Location"])
    return parts.path, parse_qs(parts.query).get("next", [])


@pytest.mark.parametrize("address", STOCK)
class TestStockAddresses:
    def test_it_leads_to_our_page_and_keeps_where_one_was_going(self, address: str, client: Client) -> None:
        path, following = target(client.get(address, {"next": HERE}))
        assert path.removeprefix("/en") == "/connexion/"
        assert following == [HERE]

    def test_without_a_place_to_go_it_names_none(self, address: str, client: Client) -> None:
        assert target(client.get(address))[1] == []

    @pytest.mark.parametrize("field", ["username", "email", "login"])
    def test_it_takes_no_password(self, address: str, field: str, client: Client) -> None:
        """Not even the right one: the second factor would not be asked."""
        user = UserFactory(superuser=True)
        TOTP.activate(user, generate_totp_secret())
        answer = client.post(address, {field: user.email, "password": PASSWORD, "next": HERE})
        assert target(answer)[1] == [HERE]
        assert "_auth_user_id" not in client.session

    def test_it_leads_to_no_other_site(self, address: str, member: Any, client: Client) -> None:
        first = client.get(address, {"next": "https://ailleurs.example/"}).headers["Location"]
        following = parse_qs(urlsplit(first).query)["next"][0]
        answer = client.post(urlsplit(first).path, {"login": member.email, "password": PASSWORD, "next": following})
        assert answer.headers["Location"].endswith("/espace/")


@pytest.mark.parametrize("path", ["", "done/", "confirm/MQ/jeton/", "complete/"])
def test_wagtails_own_forgotten_password_is_closed(path: str, client: Client) -> None:
    assert client.get(f"/admin/password_reset/{path}").status_code == 404


class TestPrivatePages:
    @pytest.fixture
    def sheet(self) -> Any:
        page = InitiativePageFactory()
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
        restriction.groups.set(UserFactory(association=True).groups.all())
        return page

    def test_a_private_page_is_read_after_signing_in(self, sheet: Any, client: Client) -> None:
        reader = UserFactory(association=True)
        first = client.get(sheet.url).headers["Location"]
        path, following = target(client.get(first))
        answer = client.post(path, {"login": reader.email, "password": PASSWORD, "next": following[0]})
        assert answer.headers["Location"] == sheet.url
        assert client.get(sheet.url).status_code == 200

    def test_who_may_not_read_it_is_told_so_instead_of_being_sent_round(
        self, sheet: Any, member: Any, client_of: Callable[..., Client]
    ) -> None:
        assert not member.groups.filter(name=ASSOCIATION_GROUP).exists()
        answer = client_of(member).get(sheet.url, follow=True)
        assert answer.status_code == 403
        assert "pas ouverte à ce compte" in answer.content.decode()
