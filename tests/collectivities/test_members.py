"""The association's screens for members: list, search, invite, change, retire, deactivate; and their journal."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from collectivities.enums import AccountState, CollectivityKind, Role
from collectivities.models import CollectivityIndexPage, CollectivityPage, Membership
from collectivities.registration import register_collectivity
from portal.models import User
from tests.admin import queries
from tests.factories import CollectivityFactory, CollectivityPageFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

INDEX = "/admin/membres/"


@pytest.fixture
def invite(association_client: Client, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    def send(email: str = "Maryvonne@Mairie.example", **more: Any) -> Any:
        commune = more.pop("collectivity", None) or CollectivityFactory()
        data = {"email": email, "first_name": "Maryvonne", "last_name": "Le Goff", "function": "Secrétaire de mairie"}
        data |= {"collectivity": commune.pk, "role": Role.REFERENT.value, **more}
        with django_capture_on_commit_callbacks(execute=True):
            return association_client.post(reverse("members:add"), data)

    return send


class TestInvitation:
    def test_it_makes_page_account_and_membership_and_sends_a_link(self, invite: Any, client: Client) -> None:
        commune = CollectivityFactory()
        assert invite(collectivity=commune).status_code == 302
        membership = Membership.objects.get()
        assert membership.user.email == "maryvonne@mairie.example"
        assert (membership.role, membership.function) == (Role.REFERENT, "Secrétaire de mairie")
        page = CollectivityPage.objects.get(collectivity=commune)
        assert page.live
        assert client.get(page.url).status_code == 200
        message = mail.outbox[0]
        assert message.to == ["maryvonne@mairie.example"]
        assert commune.name in message.subject
        html = message.alternatives[0][0]
        link = re.search(r"http://testserver(/mot-de-passe/choisir/\S+)", message.body)[1]
        assert link in html
        assert "Référent·e" in message.body

    def test_the_link_sets_a_password_once(self, invite: Any, client: Client) -> None:
        invite()
        path = re.search(r"http://testserver(/mot-de-passe/choisir/\S+)", mail.outbox[0].body)[1]
        form = client.get(path, follow=True)
        password = "une phrase longue et sûre"
        answer = client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})
        assert answer.status_code == 302
        user = User.objects.get(email="maryvonne@mairie.example")
        assert user.check_password(password)
        again = Client().get(path, follow=True)
        assert "password1" not in again.content.decode()

    def test_a_person_already_known_keeps_the_account(self, invite: Any) -> None:
        known = UserFactory(email="yann@mairie.example", last_login=timezone.now(), first_name="Yann")
        invite(email="YANN@mairie.example")
        known.refresh_from_db()
        assert Membership.objects.get().user == known
        assert known.first_name == "Yann"
        assert "/connexion/" in mail.outbox[0].body
        assert "/mot-de-passe/" not in mail.outbox[0].body

    def test_twice_is_said_beside_the_field_and_keeps_what_was_typed(self, invite: Any) -> None:
        commune = CollectivityFactory()
        invite(collectivity=commune)
        answer = invite(collectivity=commune)
        assert "déjà membre" in answer.content.decode()
        assert 'value="Secrétaire de mairie"' in answer.content.decode()
        assert len(mail.outbox) == 1

    def test_a_kind_without_pages_is_said_beside_the_field(self, invite: Any) -> None:
        departement = CollectivityFactory(is_departement=True)
        CollectivityPage.objects.filter(collectivity__kind=CollectivityKind.DEPARTEMENT).delete()
        CollectivityIndexPage.objects.filter(kind=CollectivityKind.DEPARTEMENT).delete()
        answer = invite(collectivity=departement)
        assert answer.status_code == 200
        assert not Membership.objects.exists()

    @pytest.mark.parametrize("email", ["", "sans arobase", "a" * 300 + "@mairie.example", "a\x00b@mairie.example"])
    def test_a_bad_address_is_refused(self, email: str, invite: Any) -> None:
        assert invite(email=email).status_code == 200
        assert not User.objects.filter(memberships__isnull=False).exists()

    def test_it_can_be_sent_again(self, association_client: Client, django_capture_on_commit_callbacks: Any) -> None:
        membership = MembershipFactory()
        address = reverse("members:send", args=[membership.pk])
        assert membership.user.email in association_client.get(address).content.decode()
        assert mail.outbox == []
        with django_capture_on_commit_callbacks(execute=True):
            association_client.post(address)
        assert len(mail.outbox) == 1

    def test_registering_twice_makes_one_page(self) -> None:
        commune = CollectivityFactory()
        assert register_collectivity(commune) == register_collectivity(commune)
        assert CollectivityPage.objects.filter(collectivity=commune).count() == 1

    def test_only_this_way_makes_the_page_of_a_commune(self, association_client: Client, member: Any) -> None:
        index = member.page.get_parent()
        address = reverse("wagtailadmin_pages:add", args=["collectivities", "collectivitypage", index.pk])
        assert association_client.get(address).status_code == 302


class TestChanges:
    def test_the_role_changes_and_the_journal_says_so(self, association: Any, association_client: Client) -> None:
        membership = MembershipFactory(role=Role.CONTRIBUTOR)
        address = reverse("members:edit", args=[membership.pk])
        association_client.post(address, {"role": Role.REFERENT.value, "function": "Adjointe"})
        membership.refresh_from_db()
        assert (membership.role, membership.function) == (Role.REFERENT, "Adjointe")
        entry = ModelLogEntry.objects.for_instance(membership).get(action="collectivities.change_role")
        assert entry.user == association
        assert str(entry.message) == "Rôle changé\u00a0: Contributeur·rice → Référent·e"
        history = association_client.get(reverse("members:history", args=[membership.pk])).content.decode()
        assert "Contributeur·rice → Référent·e" in history

    def test_the_person_and_the_commune_do_not_change(self, association_client: Client) -> None:
        membership, other = MembershipFactory(), CollectivityFactory()
        data = {"role": Role.REFERENT.value, "collectivity": other.pk, "user": UserFactory().pk}
        association_client.post(reverse("members:edit", args=[membership.pk]), data)
        assert Membership.objects.get(pk=membership.pk).collectivity == membership.collectivity
        assert Membership.objects.get(pk=membership.pk).user == membership.user

    def test_a_member_is_retired_at_once(self, member: Any, member_client: Client, association_client: Client) -> None:
        address = reverse("members:delete", args=[member.membership.pk])
        assert "tout de suite" in association_client.get(address).content.decode()
        association_client.post(address)
        assert not Membership.objects.exists()
        assert member_client.get(reverse("wagtailadmin_home")).status_code == 403
        entry = ModelLogEntry.objects.get(action="wagtail.delete")
        assert member.get_full_name() in entry.label

    def test_an_account_is_closed_and_opened_again(
        self, member: Any, member_client: Client, association_client: Client
    ) -> None:
        address = reverse("members:toggle", args=[member.membership.pk])
        association_client.post(address)
        assert member_client.get(reverse("wagtailadmin_home")).status_code == 302
        member.refresh_from_db()
        assert not member.is_active
        association_client.post(address)
        member.refresh_from_db()
        assert member.is_active
        actions = set(ModelLogEntry.objects.values_list("action", flat=True))
        assert {"collectivities.deactivate", "collectivities.reactivate"} <= actions

    @pytest.mark.parametrize("role", ["superuser", "association"])
    def test_the_association_closes_no_account_above_the_members(self, role: str, association_client: Client) -> None:
        user = UserFactory(**{role: True})
        address = reverse("members:toggle", args=[MembershipFactory(user=user).pk])
        for method in (association_client.get, association_client.post):
            assert method(address).status_code == 302
        user.refresh_from_db()
        assert user.is_active


class TestList:
    @pytest.fixture
    def people(self) -> dict[str, Membership]:
        hennebont = CollectivityPageFactory(collectivity__name="Hennebont", collectivity__code="56083").collectivity
        hay = CollectivityPageFactory(collectivity__name="L’Haÿ-les-Roses", collectivity__code="94038").collectivity
        return {
            "Annaïg": MembershipFactory(
                user=UserFactory(first_name="Annaïg", last_login=timezone.now()), collectivity=hennebont
            ),
            "Yann": MembershipFactory(
                user=UserFactory(first_name="Yann", email="yann@hay.example"), collectivity=hay, role=Role.CONTRIBUTOR
            ),
            "Soazig": MembershipFactory(user=UserFactory(first_name="Soazig", is_active=False), collectivity=hay),
        }

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", {"Annaïg", "Yann", "Soazig"}),
            ("q=hay les roses", {"Yann", "Soazig"}),
            ("q=Hennebont", {"Annaïg"}),
            ("q=56083", {"Annaïg"}),
            ("q=yann@hay", {"Yann"}),
            ("q=soazig goff", {"Soazig"}),
            ("q=personne d'autre", set()),
            ("role=contributor", {"Yann"}),
            ("state=active", {"Annaïg"}),
            ("state=invited", {"Yann"}),
            ("state=deactivated", {"Soazig"}),
            ("role=contributor&state=active", set()),
        ],
    )
    def test_it_finds(
        self, query: str, found: set[str], people: dict[str, Membership], association_client: Client
    ) -> None:
        content = association_client.get(f"{INDEX}?{query}").content.decode()
        assert {name for name in people if name in content} == found

    def test_it_filters_by_region(self, people: dict[str, Membership], association_client: Client) -> None:
        region = people["Yann"].collectivity.region_id
        assert "Yann" in association_client.get(f"{INDEX}?region={region}").content.decode()

    def test_it_costs_the_same_for_a_hundred(self, association_client: Client) -> None:
        counts = []
        for size in (10, 40):
            while Membership.objects.count() < size:
                MembershipFactory()
            counts.append(queries(association_client, INDEX))
        assert counts[0] == counts[1]

    def test_the_states_cover_every_account_once(self, people: dict[str, Membership]) -> None:
        for state in AccountState:
            matched = set(User.objects.filter(state.condition(), memberships__isnull=False))
            assert matched == {row.user for row in people.values() if AccountState.of(row.user) == state}


class TestWho:
    @pytest.mark.parametrize("name", ["index", "add"])
    def test_only_the_association_and_the_technical_team(
        self, name: str, member_client: Client, association_client: Client, superuser_client: Client, client: Client
    ) -> None:
        address = reverse(f"members:{name}")
        assert client.get(address).status_code == 302
        assert member_client.get(address).status_code == 403
        assert association_client.get(address).status_code == 200
        assert superuser_client.get(address).status_code == 200


class TestChooser:
    @pytest.mark.parametrize(
        ("query", "found"),
        [("hay les", True), ("L'Haÿ", True), ("94240", True), ("94038", True), ("hennebont", False), ("%", False)],
    )
    def test_it_finds_a_commune_as_people_write_it(self, query: str, found: bool, association_client: Client) -> None:
        CollectivityFactory(name="L’Haÿ-les-Roses", code="94038", postal_codes="94240")
        content = association_client.get(reverse("collectivity_chooser:choose_results"), {"q": query}).content.decode()
        assert ("Roses" in content) is found
