"""The second step: who asks; and the link that proves the address."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from collectivities.enums import RegistrationState, Role
from collectivities.models import Collectivity, Registration
from tests.collectivities.registrations.conftest import WANTED
from tests.factories import CollectivityPageFactory, MembershipFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
ASKED = "/inscription/merci/"


def link_of(message: Any) -> str:
    return f"/inscription/demande/{message.body.partition('/inscription/demande/')[2].split('/')[0]}/"


class TestAsking:
    def test_it_keeps_the_request_and_sends_a_link(self, register: Any, commune: Collectivity) -> None:
        assert register().headers["Location"] == ASKED
        row = Registration.objects.get()
        assert (row.collectivity, row.email, row.state) == (
            commune, "mairie@plouezec.example", RegistrationState.UNCONFIRMED,
        )  # fmt: skip
        assert (row.full_name, row.function, row.position) == ("Maryvonne Le Goff", "Secrétaire de mairie", "staff")
        assert (row.language, row.source) == ("fr", "/inscription/communes/22214/")
        (message,) = mail.outbox
        assert message.to == ["mairie@plouezec.example"]
        assert "Plouézec (Côtes-d’Armor)" in message.subject
        assert row.address in message.body
        assert row.address in message.alternatives[0][0]

    def test_nobody_else_is_told_before_the_address_is_confirmed(self, register: Any) -> None:
        UserFactory(association=True)
        register()
        assert len(mail.outbox) == 1

    def test_the_newsletter_is_not_asked_for_unless_the_box_is_ticked(self, register: Any, client: Client) -> None:
        page = client.get("/inscription/communes/22214/").text
        assert 'name="newsletter" id="id_newsletter">' in page
        register()
        assert Registration.objects.get().newsletter_consent == ""

    def test_what_was_accepted_of_the_newsletter_is_kept_as_it_was_shown(self, register: Any) -> None:
        register(newsletter="on")
        kept = Registration.objects.get().newsletter_consent
        assert kept.startswith("Je veux aussi recevoir le Courrier de l’Internet citoyen")

    @pytest.mark.parametrize("name", WANTED)
    def test_each_field_is_needed_and_nothing_typed_is_lost(self, register: Any, name: str) -> None:
        answer = register(**{name: ""})
        assert answer.status_code == 422
        assert "Ce qui est à reprendre" in answer.text
        for other, value in WANTED.items():
            if other not in {name, "position"}:
                assert f'value="{value}"' in answer.text
        assert not Registration.objects.exists()

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("email", "mairie@plouezec"),
            ("email", "a" * 250 + "@plouezec.example"),
            ("email", "mairie@plouezec.example\nBcc: x@y.example"),
            ("first_name", "<script>alert(1)</script>"),
            ("last_name", "Le\u202eGoff"),
            ("function", "x" * 121),
            ("position", "president"),
            ("first_name", "\x00"),
            ("first_name", "Cliquez http://mal.example"),
            ("last_name", "www.mal.example"),
            ("function", "maire@mal.example"),
        ],
    )
    def test_bad_input_is_refused_beside_its_field(self, register: Any, name: str, value: str) -> None:
        answer = register(**{name: value})
        assert answer.status_code == 422
        assert f'id="id_{name}_error"' in answer.text
        assert "<script>alert" not in answer.text
        assert not mail.outbox

    def test_a_robot_is_thanked_and_nothing_happens(self, register: Any) -> None:
        assert register(site_web="https://spam.example").headers["Location"] == ASKED
        assert not Registration.objects.exists()
        assert not mail.outbox

    def test_one_address_is_not_flooded_and_nobody_learns_it(self, register: Any) -> None:
        answers = [register().headers["Location"] for _ in range(5)]
        assert answers == [ASKED] * 5
        assert len(mail.outbox) == 3

    def test_who_is_refused_for_the_place_takes_no_mail_from_the_address(self, register: Any, client: Client) -> None:
        for number in range(20):
            register(email=f"a{number}@plouezec.example")
        for _ in range(3):
            assert register().status_code == 422
        mail.outbox.clear()
        client.defaults["REMOTE_ADDR"] = "192.0.2.7"
        register()
        assert len(mail.outbox) == 1

    def test_one_place_does_not_flood(self, register: Any) -> None:
        answers = [register(email=f"a{number}@plouezec.example").status_code for number in range(21)]
        assert answers == [302] * 20 + [422]


class TestTwice:
    def test_the_same_request_again_is_one_with_the_latest_words(self, register: Any) -> None:
        register()
        Registration.objects.update(requested_at=timezone.now() - datetime.timedelta(days=5))
        register(function="Adjointe")
        row = Registration.objects.get()
        assert row.function == "Adjointe"
        assert not row.is_expired
        assert link_of(mail.outbox[0]) == link_of(mail.outbox[1])

    def test_a_request_that_waits_is_told_and_not_changed(self, register: Any, commune: Collectivity) -> None:
        RegistrationFactory(collectivity=commune, email="mairie@plouezec.example", function="Maire")
        register(function="Adjointe")
        assert Registration.objects.get().function == "Maire"
        assert "déjà" in mail.outbox[0].subject

    def test_a_refused_one_may_ask_again(self, register: Any, commune: Collectivity) -> None:
        RegistrationFactory(collectivity=commune, email="mairie@plouezec.example", state=RegistrationState.REFUSED)
        register()
        assert Registration.objects.count() == 2

    def test_the_database_keeps_one_open_request_for_an_address(self, commune: Collectivity) -> None:
        RegistrationFactory(collectivity=commune, email="a@b.example")
        with pytest.raises(IntegrityError), transaction.atomic():
            RegistrationFactory(collectivity=commune, email="a@b.example", state=RegistrationState.ASKED)

    def test_two_people_ask_for_one_commune(self, register: Any) -> None:
        register()
        register(email="adjoint@plouezec.example")
        assert Registration.objects.count() == 2


class TestNothingIsTold:
    """Neither the page nor the number of queries tells whether an account has the address."""

    def test_the_answer_is_the_same(self, register: Any, commune: Collectivity, django_assert_num_queries: Any) -> None:
        UserFactory(email="connue@plouezec.example")
        member = UserFactory(email="membre@plouezec.example")
        MembershipFactory(user=member, collectivity=commune)
        register(email="premiere@plouezec.example")
        answers, counts = [], []
        for name in ("connue", "membre", "inconnue"):
            with CaptureQueriesContext(connection) as queries:
                answers.append(register(email=f"{name}@plouezec.example"))
            counts.append(len(queries))
        assert {answer.headers["Location"] for answer in answers} == {ASKED}
        assert len(set(counts)) == 1
        assert len({message.body.replace(link_of(message), "") for message in mail.outbox}) == 1


class TestConfirming:
    def test_opening_the_link_confirms_nothing(self, register: Any, client: Client) -> None:
        register()
        link = link_of(mail.outbox[0])
        for _ in range(3):
            assert client.get(link).status_code == 200
            assert client.head(link).status_code == 200
        assert Registration.objects.get().state == RegistrationState.UNCONFIRMED

    def test_the_button_does_and_the_association_is_told(self, register: Any, post: Any) -> None:
        UserFactory(association=True, email="camille@association.example")
        UserFactory(association=True, email="partie@association.example", is_active=False)
        register()
        link = link_of(mail.outbox.pop())
        assert post(link, geste="confirmer").headers["Location"] == link
        row = Registration.objects.get()
        assert row.state == RegistrationState.WAITING
        assert row.confirmed_at
        (message,) = mail.outbox
        assert message.to == ["camille@association.example"]
        assert "Maryvonne Le Goff, Secrétaire de mairie (Agent·e)" in message.body
        assert f"/admin/inscriptions/{row.pk}/" in message.body

    def test_twice_is_as_once(self, register: Any, post: Any) -> None:
        UserFactory(association=True)
        register()
        link = link_of(mail.outbox.pop())
        post(link, geste="confirmer")
        first = Registration.objects.get().confirmed_at
        post(link, geste="confirmer")
        assert Registration.objects.get().confirmed_at == first
        assert len(mail.outbox) == 1

    def test_the_team_that_is_there_is_told(self, register: Any, post: Any, commune: Collectivity) -> None:
        referent = MembershipFactory(collectivity=commune, role=Role.REFERENT).user
        MembershipFactory(collectivity=commune, role=Role.CONTRIBUTOR)
        register()
        post(link_of(mail.outbox.pop()), geste="confirmer")
        (message,) = mail.outbox
        assert message.to == [referent.email]
        assert "mairie@plouezec.example" in message.body

    def test_a_member_is_told_so_and_nothing_is_kept(self, register: Any, post: Any, commune: Collectivity) -> None:
        MembershipFactory(collectivity=commune, user__email="mairie@plouezec.example")
        register()
        assert "Vous êtes déjà membre" in post(link_of(mail.outbox.pop()), geste="confirmer").text
        assert not Registration.objects.exists()

    def test_one_reads_what_one_confirms(self, register: Any, client: Client) -> None:
        register(newsletter="on")
        page = client.get(link_of(mail.outbox[0])).text
        assert "Secrétaire de mairie (Agent·e)" in page
        assert "Je veux aussi recevoir le Courrier" in page

    def test_an_old_link_serves_no_more(self, register: Any, post: Any, client: Client) -> None:
        register()
        Registration.objects.update(requested_at=timezone.now() - datetime.timedelta(days=3, minutes=1))
        link = link_of(mail.outbox[0])
        assert client.get(link).status_code == 404
        assert "Demander de nouveau" in client.get(link).text
        assert post(link, geste="confirmer").status_code == 404
        assert Registration.objects.get().state == RegistrationState.UNCONFIRMED

    @pytest.mark.parametrize("token", ["inconnu", "x" * 300, "%00", "a'b"])
    def test_a_false_link_says_so(self, client: Client, token: str) -> None:
        assert client.get(f"/inscription/demande/{token}/").status_code == 404

    def test_no_cache_keeps_the_page_and_no_robot_lists_it(self, register: Any, client: Client) -> None:
        register()
        answer = client.get(link_of(mail.outbox[0]))
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert '<meta name="robots" content="noindex">' in answer.text


class TestGivingUp:
    @pytest.mark.parametrize("state", RegistrationState.open())
    def test_nothing_is_kept(self, post: Any, state: RegistrationState) -> None:
        row = RegistrationFactory(state=state)
        log(row, "collectivities.registration_confirm")
        assert "Demande retirée" in post(f"/inscription/demande/{row.token}/", geste="renoncer").text
        assert not Registration.objects.exists()
        assert not ModelLogEntry.objects.exists()

    @pytest.mark.parametrize("state", RegistrationState.decided())
    def test_what_is_decided_stays(self, post: Any, state: RegistrationState) -> None:
        row = RegistrationFactory(state=state)
        answer = post(f"/inscription/demande/{row.token}/", geste="renoncer")
        assert answer.status_code == 302
        assert Registration.objects.get() == row

    @pytest.mark.parametrize("gesture", ["", "approuver", "refuse"])
    def test_no_other_gesture_does_anything(self, post: Any, gesture: str) -> None:
        row = RegistrationFactory()
        assert post(f"/inscription/demande/{row.token}/", geste=gesture).status_code == 302
        row.refresh_from_db()
        assert row.state == RegistrationState.WAITING


class TestRetention:
    def test_what_was_not_confirmed_and_what_was_decided_long_ago_go(self, capsys: Any) -> None:
        now = timezone.now()
        RegistrationFactory(is_unconfirmed=True, requested_at=now - datetime.timedelta(days=4))
        RegistrationFactory(state=RegistrationState.REFUSED, decided_at=now - datetime.timedelta(days=400))
        kept = [
            RegistrationFactory(is_unconfirmed=True),
            RegistrationFactory(requested_at=now - datetime.timedelta(days=400)),
            RegistrationFactory(state=RegistrationState.APPROVED, decided_at=now - datetime.timedelta(days=300)),
        ]
        call_command("purge_personal_data")
        assert set(Registration.objects.all()) == set(kept)
        assert "1 registrations unconfirmed for 3 days erased." in capsys.readouterr().out


def test_every_page_of_a_commune_leads_to_its_form(client: Client, commune: Collectivity) -> None:
    registered = CollectivityPageFactory()
    for collectivity in (commune, registered.collectivity):
        page = client.get(collectivity.get_absolute_url()).text
        assert f'href="{collectivity.registration_address}"' in page
