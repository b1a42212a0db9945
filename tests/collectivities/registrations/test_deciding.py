"""The third step: the association decides, and the person learns it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from collectivities.enums import RegistrationState, Role
from collectivities.models import Collectivity, CollectivityPage, Membership, Registration
from collectivities.reference.merging import absorb
from collectivities.registrations import deciding
from collectivities.registrations.hints import hints
from portal.models import User
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    MembershipFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/inscriptions/"


@pytest.fixture
def asked(commune: Collectivity) -> Registration:
    return RegistrationFactory(collectivity=commune, email="mairie@plouezec.example")


@pytest.fixture
def decide(association_client: Client, django_capture_on_commit_callbacks: Any) -> Any:
    def send(
        registration: Registration, decision: str, message: str = "", role: str = "referent", seen: str = ""
    ) -> Any:
        address = reverse("registrations:edit", args=[registration.pk])
        with django_capture_on_commit_callbacks(execute=True):
            wanted = {"decision": decision, "message": message, "role": role}
            return association_client.post(address, {"seen": seen or fresh(registration).seen, **wanted})

    return send


def fresh(registration: Registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def answer(post: Any, registration: Registration, text: str, seen: str = "") -> Any:
    wanted = {"geste": "repondre", "answer": text, "seen": seen or fresh(registration).seen}
    return post(f"/inscription/demande/{registration.token}/", **wanted)


def actions(registration: Registration) -> list[str]:
    return list(ModelLogEntry.objects.for_instance(registration).order_by("pk").values_list("action", flat=True))


class TestAccepting:
    def test_page_account_and_membership_are_made_and_the_way_in_is_sent(
        self, decide: Any, asked: Registration, client: Client
    ) -> None:
        assert decide(asked, "approve").headers["Location"] == LIST
        page = CollectivityPage.objects.get(collectivity=asked.collectivity)
        assert client.get(page.url).status_code == 200
        membership = Membership.objects.get()
        assert (membership.user.email, membership.role) == ("mairie@plouezec.example", Role.REFERENT)
        assert (membership.user.get_full_name(), membership.function) == ("Maryvonne Le Goff", "Secrétaire de mairie")
        asked.refresh_from_db()
        assert (asked.state, str(asked.decided_by.groups.get())) == (RegistrationState.APPROVED, "Association")
        (message,) = mail.outbox
        assert message.to == ["mairie@plouezec.example"]
        assert actions(asked) == ["collectivities.registration_approve"]

    def test_the_link_chooses_a_password_once(self, decide: Any, asked: Registration, client: Client) -> None:
        decide(asked, "approve")
        path = re.search(r"http://testserver(/mot-de-passe/choisir/\S+)", mail.outbox[0].body)[1]
        form = client.get(path, follow=True)
        password = "une phrase longue et sûre"
        address = form.redirect_chain[-1][0]
        assert client.post(address, {"password1": password, "password2": password}).status_code == 302
        user = User.objects.get(email="mairie@plouezec.example")
        assert user.check_password(password)
        assert "n’est plus valable" in Client().get(path, follow=True).text.replace("\xa0", " ") or (
            "ne sert plus" in Client().get(path, follow=True).text
        )

    def test_the_second_of_a_commune_is_a_contributor_unless_said_otherwise(
        self, association_client: Client, asked: Registration
    ) -> None:
        MembershipFactory(collectivity=asked.collectivity, role=Role.REFERENT)
        page = association_client.get(reverse("registrations:edit", args=[asked.pk])).text
        assert re.search(r'value="contributor"[^>]*checked', page)

    def test_who_has_an_account_keeps_it(self, decide: Any, asked: Registration) -> None:
        user = UserFactory(email="mairie@plouezec.example", first_name="Anne", last_login="2026-01-01T10:00Z")
        decide(asked, "approve")
        assert Membership.objects.get().user == user
        assert "/connexion/" in mail.outbox[0].body
        assert "/mot-de-passe/" not in mail.outbox[0].body

    def test_two_requests_for_one_commune_make_one_page(self, decide: Any, asked: Registration) -> None:
        other = RegistrationFactory(collectivity=asked.collectivity, email="adjoint@plouezec.example")
        decide(asked, "approve")
        decide(other, "approve", role="contributor")
        assert CollectivityPage.objects.filter(collectivity=asked.collectivity).count() == 1
        assert Membership.objects.count() == 2

    def test_nothing_is_left_of_what_fails_in_the_middle(self, asked: Registration, monkeypatch: Any) -> None:
        def fail(*args: Any, **kwargs: Any) -> None:
            raise RuntimeError("the disk is full")

        monkeypatch.setattr("collectivities.members.invitations.record", fail)
        with pytest.raises(RuntimeError):
            deciding.approve(asked, Role.REFERENT, UserFactory(association=True))
        asked.refresh_from_db()
        assert asked.state == RegistrationState.WAITING
        assert not CollectivityPage.objects.filter(collectivity=asked.collectivity).exists()
        assert not User.objects.filter(email="mairie@plouezec.example").exists()

    @pytest.mark.parametrize("decision", ["approve", "refuse", "ask"])
    def test_a_second_decision_finds_nothing_to_decide(self, decide: Any, asked: Registration, decision: str) -> None:
        decide(asked, "approve")
        mail.outbox.clear()
        answer = decide(asked, decision, message="Pourquoi ?")
        assert answer.status_code == 302
        asked.refresh_from_db()
        assert asked.state == RegistrationState.APPROVED
        assert not mail.outbox

    def test_a_closed_account_is_opened_first(self, decide: Any, asked: Registration, post: Any) -> None:
        user = UserFactory(email=asked.email, is_active=False)
        decide(asked, "approve")
        assert fresh(asked).state == RegistrationState.WAITING
        assert not mail.outbox
        user.is_active = True
        user.save()
        decide(asked, "approve")
        assert fresh(asked).state == RegistrationState.APPROVED
        user.is_active = False
        user.save()
        mail.outbox.clear()
        assert "envoye" not in post(f"/inscription/demande/{asked.token}/", geste="lien").headers["Location"]
        assert not mail.outbox

    def test_a_new_link_is_sent_as_often_as_three_times_an_hour(self, asked: Registration, post: Any) -> None:
        deciding.approve(asked, Role.REFERENT, UserFactory(association=True))
        address = f"/inscription/demande/{asked.token}/"
        answers = [post(address, geste="lien").status_code for _ in range(4)]
        assert answers == [302, 302, 302, 429]
        assert all("/mot-de-passe/choisir/" in message.body for message in mail.outbox)
        assert len(mail.outbox) == 3

    def test_who_came_once_is_offered_to_sign_in(self, asked: Registration, client: Client) -> None:
        deciding.approve(asked, Role.REFERENT, UserFactory(association=True))
        address = f"/inscription/demande/{asked.token}/"
        assert "Recevoir un nouveau lien" in client.get(address).text
        User.objects.filter(email=asked.email).update(last_login="2026-11-01T10:00Z")
        assert "Recevoir un nouveau lien" not in client.get(address).text


class TestRefusing:
    def test_it_needs_a_reason_which_the_person_reads(self, decide: Any, asked: Registration, client: Client) -> None:
        answer = decide(asked, "refuse")
        assert answer.status_code == 422
        assert "Écrivez pourquoi" in answer.text
        decide(asked, "refuse", "La mairie ne vous connaît pas.")
        asked.refresh_from_db()
        assert asked.state == RegistrationState.REFUSED
        assert "La mairie ne vous connaît pas." in mail.outbox[0].body
        assert "La mairie ne vous connaît pas." in client.get(f"/inscription/demande/{asked.token}/").text
        assert not User.objects.filter(email=asked.email).exists()


class TestAskingBack:
    def test_question_answer_and_decision(self, decide: Any, asked: Registration, post: Any, client: Client) -> None:
        assert decide(asked, "ask").status_code == 422
        decide(asked, "ask", "Qui est votre maire ?")
        address = f"/inscription/demande/{asked.token}/"
        assert "Qui est votre maire ?" in mail.outbox[0].body.replace("\xa0", " ")
        assert "Qui est votre maire" in client.get(address).text
        mail.outbox.clear()
        assert answer(post, asked, "").status_code == 422
        assert answer(post, asked, "x" * 1_001).status_code == 422
        answer(post, asked, "Yann Le Bras")
        asked.refresh_from_db()
        assert (asked.state, asked.answer) == (RegistrationState.WAITING, "Yann Le Bras")
        assert "Yann Le Bras" in mail.outbox[0].body
        assert actions(asked) == ["collectivities.registration_ask", "collectivities.registration_answer"]

    def test_an_answer_to_no_question_is_nothing(self, asked: Registration, post: Any) -> None:
        answer(post, asked, "Bonjour")
        asked.refresh_from_db()
        assert asked.answer == ""

    def test_an_answer_to_another_question_than_was_read_is_kept_and_asked_again(
        self, decide: Any, asked: Registration, post: Any
    ) -> None:
        decide(asked, "ask", "Qui est votre maire ?")
        read = fresh(asked).seen
        decide(asked, "ask", "Et votre adjoint ?")
        page = answer(post, asked, "Yann Le Bras", seen=read)
        assert page.status_code == 422
        assert "a changé sa question" in page.text
        assert "Yann Le Bras" in page.text
        assert answer(post, asked, "Yann Le Bras").status_code == 302

    def test_a_decision_without_the_answer_that_came_meanwhile_is_refused(
        self, decide: Any, asked: Registration, post: Any
    ) -> None:
        decide(asked, "ask", "Qui est votre maire ?")
        read = fresh(asked).seen
        answer(post, asked, "Yann Le Bras")
        page = decide(asked, "refuse", "Sans réponse.", seen=read)
        assert page.status_code == 422
        assert "a changé depuis que vous l’avez ouverte" in page.text
        assert fresh(asked).state == RegistrationState.WAITING

    def test_of_an_answer_and_a_decision_at_once_the_second_finds_another_request(self, asked: Registration) -> None:
        read = fresh(asked)
        Registration.objects.filter(pk=asked.pk).update(answer="Yann Le Bras")
        with pytest.raises(deciding.DecidedError):
            deciding.refuse(read, "Non.", UserFactory(association=True))


class TestScreens:
    def test_the_list_shows_what_waits_first_and_nothing_unconfirmed(self, association_client: Client) -> None:
        RegistrationFactory(last_name="Ancienne", state=RegistrationState.REFUSED)
        RegistrationFactory(last_name="Nouvelle")
        RegistrationFactory(last_name="Cachée", is_unconfirmed=True)
        page = association_client.get(LIST).text
        assert page.index("Nouvelle") < page.index("Ancienne")
        assert "Cachée" not in page
        hidden = Registration.objects.get(last_name="Cachée")
        assert association_client.get(reverse("registrations:edit", args=[hidden.pk])).status_code == 404

    @pytest.mark.parametrize("word", ["plouezec", "22214", "Le Goff", "mairie@"])
    def test_it_is_searched(self, association_client: Client, asked: Registration, word: str) -> None:
        RegistrationFactory(
            collectivity=CollectivityFactory(code="22113", name="Lannion"), last_name="Autre", email="x@lannion.example"
        )
        page = association_client.get(LIST, {"q": word}).text
        assert "Plouézec" in page
        assert "Lannion" not in page

    def test_it_is_filtered(self, association_client: Client, asked: Registration) -> None:
        assert "Plouézec" not in association_client.get(LIST, {"state": "refused"}).text
        assert "Plouézec" in association_client.get(LIST, {"state": "waiting"}).text

    def test_the_dashboard_says_what_waits(self, association_client: Client, asked: Registration) -> None:
        page = association_client.get("/admin/").text
        assert "Inscriptions à valider (1)" in page.replace("\xa0", " ")

    def test_queries_do_not_grow(self, association_client: Client, django_assert_max_num_queries: Any) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                association_client.get(LIST)
            return len(queries)

        RegistrationFactory()
        association_client.get(LIST)
        few = count()
        for _ in range(30):
            RegistrationFactory()
        assert count() == few

    @pytest.mark.parametrize("decision", ["approve", "refuse", "ask"])
    def test_the_site_history_tells_what_was_done(
        self, decide: Any, association_client: Client, asked: Registration, decision: str
    ) -> None:
        decide(asked, decision, "Qui est votre maire ?")
        page = association_client.get("/admin/reports/site-history/")
        assert page.status_code == 200
        assert f"/admin/inscriptions/{asked.pk}/" in page.text
        assert {entry.label for entry in ModelLogEntry.objects.for_instance(asked)} == {"Plouézec"}

    def test_the_journal_is_shown(self, decide: Any, association_client: Client, asked: Registration) -> None:
        decide(asked, "ask", "Qui est votre maire ?")
        page = association_client.get(reverse("registrations:edit", args=[asked.pk])).text.replace("\xa0", " ")
        assert "Question : Qui est votre maire ?" in page


class TestHints:
    def texts(self, registration: Registration) -> str:
        return " ".join(hint.text for hint in hints(registration)).replace("\xa0", " ")

    def test_the_domain_of_the_site_of_the_commune(self, commune: Collectivity) -> None:
        CollectivityPageFactory(collectivity=commune, website="https://www.plouezec.bzh/accueil")
        asked = RegistrationFactory(collectivity=commune, email="mairie@plouezec.bzh")
        assert hints(asked)[0].is_good
        assert "du domaine du site" in self.texts(asked)

    @pytest.mark.parametrize("domain", ["ville-plouezec.fr", "plouezec.bzh", "mairie.plouezec.fr", "mairieplouezec.fr"])
    def test_a_domain_with_its_name_is_a_fact_and_no_proof(self, commune: Collectivity, domain: str) -> None:
        asked = RegistrationFactory(collectivity=commune, email=f"accueil@{domain}")
        assert "porte le nom" in self.texts(asked)
        assert hints(asked)[0].is_good is None

    @pytest.mark.parametrize(
        ("name", "domain"),
        [
            ("Plouézec", "orange.fr"), ("Plouézec", "gmail.com"), ("Plouézec", "association.example"),
            ("Plouézec", "plouezec"), ("Eu", "monsieurdupont.fr"), ("Y", "mydomain.fr"), ("Oô", "foot.com"),
            ("Bû", "bulle.fr"), ("Plouézec", "plouezec-immobilier.fr"),
        ],
    )  # fmt: skip
    def test_a_domain_of_anyone(self, commune: Collectivity, name: str, domain: str) -> None:
        commune.name = name
        commune.save()
        asked = RegistrationFactory(collectivity=commune, email=f"accueil@{domain}")
        assert hints(asked)[0].is_good is False

    def test_a_site_at_a_provider_makes_nobody_of_the_commune(self, commune: Collectivity) -> None:
        CollectivityPageFactory(collectivity=commune, website="http://mairie-plouezec.free.fr/")
        asked = RegistrationFactory(collectivity=commune, email="nimporte.qui@free.fr")
        assert hints(asked)[0].is_good is False

    def test_a_colleague_of_the_same_domain(self, commune: Collectivity) -> None:
        MembershipFactory(collectivity=commune, user__email="maire@syndicat.example")
        asked = RegistrationFactory(collectivity=commune, email="agent@syndicat.example")
        assert "même domaine" in self.texts(asked)

    def test_who_is_known_elsewhere_and_what_was_decided_before(self, asked: Registration) -> None:
        user = UserFactory(email=asked.email)
        MembershipFactory(user=user, collectivity__name="Paimpol", collectivity__code="22162")
        RegistrationFactory(email=asked.email, state=RegistrationState.REFUSED, reason="Inconnue.")
        assert "déjà membre de Paimpol (Côtes-d'Armor)" in self.texts(asked)
        assert "refusée" in self.texts(asked)
        assert "Inconnue." in self.texts(asked)

    def test_a_closed_account(self, asked: Registration) -> None:
        UserFactory(email=asked.email, is_active=False)
        assert "désactivé" in self.texts(asked)


def test_requests_follow_a_commune_that_merges(commune: Collectivity) -> None:
    new = CollectivityFactory(code="22999", name="Plouézec-Kerfot")
    RegistrationFactory(collectivity=commune, email="une@plouezec.example")
    RegistrationFactory(collectivity=commune, email="deux@plouezec.example")
    RegistrationFactory(collectivity=new, email="deux@plouezec.example")
    waits = RegistrationFactory(collectivity=commune, email="trois@plouezec.example")
    RegistrationFactory(collectivity=new, email="trois@plouezec.example", is_unconfirmed=True)
    absorb(commune, new)
    assert sorted(Registration.objects.values_list("email", "collectivity__code")) == [
        ("deux@plouezec.example", "22999"),
        ("trois@plouezec.example", "22999"),
        ("une@plouezec.example", "22999"),
    ]
    assert fresh(waits).state == RegistrationState.WAITING
