"""Signing in, the password by a one-time link, the second factor; and what they refuse."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "un mot de passe long"
NEW_PASSWORD = "une phrase que personne ne devine"
LOGIN = "/connexion/"
FORGOTTEN = "/mot-de-passe/oublie/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **more})


def sign_in_and_confirm(client: Client, email: str) -> None:
    """Signed in, and the password given again, as before any change to the security of an account."""
    sign_in(client, email)
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def totp_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.fixture
def reset_link(client: Client, django_capture_on_commit_callbacks: Any) -> Callable[[str], str]:
    def ask(email: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            client.post(FORGOTTEN, {"email": email})
        return re.search(r"http://testserver(/mot-de-passe/choisir/\S+)", mail.outbox[-1].body)[1]

    return ask


class TestSigningIn:
    @pytest.mark.parametrize(
        ("traits", "target"),
        [({"superuser": True}, "/admin/"), ({"association": True}, "/admin/"), ({}, None)],
    )
    def test_it_leads_where_the_role_works(self, traits: dict[str, bool], target: str | None, client: Client) -> None:
        user = UserFactory(**traits)
        assert sign_in(client, user.email).headers["Location"] == "/espace/"
        assert client.get("/espace/").headers.get("Location") == target

    def test_a_member_goes_to_the_space_of_the_commune(self, member: Any, client: Client) -> None:
        assert sign_in(client, member.email).headers["Location"] == "/espace/"
        assert client.get("/espace/").headers["Location"].startswith("/espace/communes/")

    def test_the_address_may_be_typed_in_capitals(self, member: Any, client: Client) -> None:
        assert sign_in(client, member.email.upper()).status_code == 302

    def test_the_admin_sends_here_and_back(self, member: Any, client: Client) -> None:
        answer = client.get("/admin/images/")
        assert answer.headers["Location"] == f"{LOGIN}?next=/admin/images/"
        assert sign_in(client, member.email, next="/admin/images/").headers["Location"] == "/admin/images/"

    def test_it_leads_to_no_other_site(self, member: Any, client: Client) -> None:
        assert sign_in(client, member.email, next="https://ailleurs.example/").headers["Location"] == "/espace/"

    @pytest.mark.parametrize("known", [True, False])
    def test_a_mistake_is_answered_alike_and_keeps_the_address(self, known: bool, member: Any, client: Client) -> None:
        email = member.email if known else "personne@ailleurs.example"
        answer = sign_in(client, email, "pas le bon")
        assert answer.status_code == 200
        assert f'value="{email}"' in answer.content.decode()
        assert [str(error) for error in answer.context["form"].non_field_errors()] == [
            "L’adresse électronique ou le mot de passe sont incorrects."
        ]

    def test_a_closed_account_does_not_enter(self, client: Client) -> None:
        user = UserFactory(is_active=False)
        sign_in(client, user.email)
        assert "_auth_user_id" not in client.session

    def test_nobody_signs_up(self, client: Client) -> None:
        address = reverse("account_signup")
        client.post(address, {"email": "x@y.example", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        assert "invitation" in client.get(address).content.decode()
        assert not type(UserFactory.build()).objects.filter(email="x@y.example").exists()

    @pytest.mark.parametrize("value", ["", "x" * 100_000, "a\x00b", "\u202e@evil.example", "<script>", "' OR 1=1 --"])
    def test_anything_typed_gets_an_answer(self, value: str, client: Client) -> None:
        assert sign_in(client, value, value).status_code in {200, 429}

    def test_signing_out_needs_the_button(self, member: Any, client_of: Callable[..., Client]) -> None:
        client = client_of(member)
        client.get(reverse("account_logout"))
        assert "_auth_user_id" in client.session
        assert client.post(reverse("account_logout")).headers["Location"] == "/"
        assert "_auth_user_id" not in client.session


class TestRateLimits:
    def test_an_account_is_guessed_five_times_in_five_minutes(self, member: Any, client: Client) -> None:
        for _attempt in range(5):
            sign_in(client, member.email, "pas le bon")
        answer = sign_in(client, member.email)
        assert "_auth_user_id" not in client.session
        assert "Trop de tentatives" in answer.content.decode()

    def test_the_others_still_enter(self, member: Any, other_member: Any, client: Client) -> None:
        for _attempt in range(5):
            sign_in(client, member.email, "pas le bon")
        assert sign_in(client, other_member.email).status_code == 302

    def test_links_are_asked_for_five_times_an_hour(
        self, member: Any, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            for _attempt in range(7):
                client.post(FORGOTTEN, {"email": member.email})
        assert len(mail.outbox) == 5


class TestPassword:
    def test_the_link_arrives_in_french_in_both_forms(self, member: Any, reset_link: Callable[[str], str]) -> None:
        link = reset_link(member.email)
        message = mail.outbox[0]
        assert message.subject == "Choisir un nouveau mot de passe pour Villes Internet"
        assert link in message.alternatives[0][0]
        assert "trois jours\u00a0:" in message.body

    def test_the_answer_is_the_same_for_an_unknown_address(
        self, member: Any, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        answers = []
        for email in (member.email, "personne@ailleurs.example"):
            with django_capture_on_commit_callbacks(execute=True):
                answer = client.post(FORGOTTEN, {"email": email}, follow=True)
            answers.append((answer.redirect_chain, answer.content))
        assert answers[0] == answers[1]
        assert [message.to for message in mail.outbox] == [[member.email]]

    def test_a_password_nobody_knows_can_be_replaced(self, reset_link: Callable[[str], str]) -> None:
        """An unusable one would make the form silently send nothing."""
        user = User.objects.create_user("invitee@mairie.example")
        assert user.has_usable_password()
        assert reset_link(user.email)

    def test_the_link_works_once(self, member: Any, client: Client, reset_link: Callable[[str], str]) -> None:
        link = reset_link(member.email)
        form = client.get(link, follow=True)
        data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        done = client.post(form.redirect_chain[-1][0], data, follow=True)
        assert "enregistré" in done.content.decode()
        assert sign_in(client, member.email, NEW_PASSWORD).status_code == 302
        assert "Ce lien ne sert plus" in Client().get(link).content.decode()

    def test_the_link_lasts_three_days(
        self, member: Any, client: Client, reset_link: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        link = reset_link(member.email)
        # Django's token counts in naive local time.
        later = datetime.datetime.now() + datetime.timedelta(days=3, minutes=1)  # noqa: DTZ005
        monkeypatch.setattr(type(default_token_generator), "_now", lambda _self: later)
        assert "Ce lien ne sert plus" in client.get(link).content.decode()

    @pytest.mark.parametrize("password", ["court", "123456789012"])
    def test_a_weak_password_is_refused_beside_the_field(
        self, password: str, member: Any, client: Client, reset_link: Callable[[str], str]
    ) -> None:
        form = client.get(reset_link(member.email), follow=True)
        answer = client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})
        assert 'id="id_password1_error"' in answer.content.decode()

    def test_each_rule_that_was_broken_is_told_once(
        self, member: Any, client: Client, reset_link: Callable[[str], str]
    ) -> None:
        # A name with a number may resemble the password, which would be a fourth.
        User.objects.filter(pk=member.pk).update(email="maryvonne@mairie.example", last_name="Le Goff")
        form = client.get(reset_link("maryvonne@mairie.example"), follow=True)
        answer = client.post(form.redirect_chain[-1][0], {"password1": "1234", "password2": "1234"})
        content = answer.content.decode()
        assert "3 points à revoir" in content
        assert [content.count(word) for word in ("trop court.", "trop courant", "entièrement numérique")] == [1, 1, 1]

    def test_the_wrong_link_leads_to_a_new_one(self, client: Client) -> None:
        content = client.get("/mot-de-passe/choisir/1-abc-def/").content.decode()
        assert FORGOTTEN in content

    def test_it_is_changed_from_the_account(self, member: Any, client_of: Callable[..., Client]) -> None:
        client = client_of(member)
        data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        assert client.post(reverse("account_change_password"), data).status_code == 302
        member.refresh_from_db()
        assert member.check_password(NEW_PASSWORD)


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def _required(self, settings: Any) -> None:
        settings.PORTAL_MFA_REQUIRED = True

    @pytest.mark.parametrize("trait", ["superuser", "association"])
    def test_those_who_can_change_everything_set_it_up_first(
        self, trait: str, client_of: Callable[..., Client]
    ) -> None:
        client = client_of(UserFactory(**{trait: True}))
        for address in ("/admin/", "/admin/pages/", "/admin/membres/"):
            assert client.get(address).headers["Location"] == reverse("mfa_activate_totp")
            assert client.post(address).headers["Location"] == reverse("mfa_activate_totp")

    def test_members_may_do_without(self, member_client: Client) -> None:
        assert member_client.get("/admin/").status_code == 200

    def test_it_is_set_up_with_an_application_and_opens_the_admin(self, client: Client) -> None:
        user = UserFactory(association=True)
        sign_in_and_confirm(client, user.email)
        page = client.get(reverse("mfa_activate_totp"))
        assert page.status_code == 200
        secret = page.context["form"].secret
        assert secret in page.content.decode()
        answer = client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
        assert answer.status_code == 302
        assert client.get("/admin/").status_code == 200
        codes = client.get(reverse("mfa_view_recovery_codes"))
        assert len(codes.context["unused_codes"]) == 10

    def test_a_wrong_code_does_not_set_it_up(self, client: Client) -> None:
        user = UserFactory(association=True)
        sign_in_and_confirm(client, user.email)
        client.get(reverse("mfa_activate_totp"))
        answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
        assert 'id="id_code_error"' in answer.content.decode()
        assert not Authenticator.objects.filter(user=user).exists()

    @pytest.fixture
    def protected(self) -> Any:
        user = UserFactory(superuser=True)
        user.secret = generate_totp_secret()
        TOTP.activate(user, user.secret)
        user.recovery = RecoveryCodes.activate(user).get_unused_codes()
        return user

    def test_the_code_is_asked_after_the_password(self, protected: Any, client: Client) -> None:
        assert sign_in(client, protected.email).headers["Location"] == reverse("mfa_authenticate")
        assert "_auth_user_id" not in client.session
        assert client.get("/admin/").headers["Location"].startswith(LOGIN)
        answer = client.post(reverse("mfa_authenticate"), {"code": totp_code(protected.secret)})
        assert answer.headers["Location"] == "/espace/"
        assert client.get("/admin/").status_code == 200

    def test_a_wrong_code_does_not_open(self, protected: Any, client: Client) -> None:
        sign_in(client, protected.email)
        answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert 'id="id_code_error"' in answer.content.decode()
        assert "_auth_user_id" not in client.session

    def test_a_recovery_code_opens_once(self, protected: Any, client: Client) -> None:
        code = protected.recovery[0]
        sign_in(client, protected.email)
        assert client.post(reverse("mfa_authenticate"), {"code": code}).headers["Location"] == "/espace/"
        second = Client()
        sign_in(second, protected.email)
        assert second.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200

    def test_the_reset_link_does_not_replace_the_code(
        self, protected: Any, client: Client, reset_link: Callable[[str], str]
    ) -> None:
        form = client.get(reset_link(protected.email), follow=True)
        client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        assert "_auth_user_id" not in client.session
        assert sign_in(client, protected.email, NEW_PASSWORD).headers["Location"] == reverse("mfa_authenticate")

    def test_giving_it_up_asks_the_password_again_and_closes_the_admin(
        self, protected: Any, client_of: Callable[..., Client]
    ) -> None:
        client = client_of(protected)
        answer = client.get(reverse("mfa_deactivate_totp"))
        assert "confirmer" in answer.headers["Location"]

    def test_the_secret_is_named_after_the_portal(self) -> None:
        user = UserFactory()
        uri = get_adapter().build_totp_url(user, "SECRET")
        assert "issuer=Villes%20Internet" in uri


PAGES_FOR_ALL = (
    "account_login", "account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done",
    "account_inactive", "account_signup",
)  # fmt: skip
PAGES_SIGNED_IN = (
    "account_logout", "account_change_password", "account_reauthenticate", "mfa_index", "mfa_activate_totp",
)  # fmt: skip


class TestPages:
    @pytest.mark.parametrize("name", PAGES_FOR_ALL)
    def test_for_all(self, name: str, client: Client) -> None:
        self.check(client.get(reverse(name)))

    @pytest.mark.parametrize("name", PAGES_SIGNED_IN)
    def test_signed_in(self, name: str, client: Client) -> None:
        sign_in_and_confirm(client, UserFactory().email)
        self.check(client.get(reverse(name)))

    @pytest.mark.parametrize(
        "name",
        ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"],
    )
    def test_with_a_second_factor(self, name: str, client: Client) -> None:
        user = UserFactory()
        sign_in_and_confirm(client, user.email)
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
        self.check(client.get(reverse(name)))

    @staticmethod
    def check(answer: Any) -> None:
        """In French, in the portal's look, found by no search engine, with one title."""
        content = answer.content.decode()
        assert answer.status_code == 200
        assert '<html lang="fr">' in content
        assert 'name="robots" content="noindex"' in content
        assert content.count("<h1") == 1
        assert "portal/css/portal.css" in content
        assert "style=" not in content
        for english in ("Password", "Sign In", "Two-Factor", "Recovery", "Forgot", "E-mail address", "Remember"):
            assert english not in content
        assert "no-store" in answer.headers["Cache-Control"]
