"""The team: inviting, roles, leaving, handing over, and the journal."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from collectivities.enums import Role
from collectivities.models import Membership
from collectivities.team import managing
from portal.models import User
from tests.collectivities.space.conftest import TEAM, Town
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
COLLEAGUE = {
    "email": "Nathalie@Mene.example", "first_name": "Nathalie", "last_name": "Ropars", "role": "contributor",
}  # fmt: skip


def of(membership: Membership, gesture: str) -> str:
    return f"{TEAM}{membership.pk}/{gesture}/"


def came(membership: Membership) -> Membership:
    """One who has signed in once."""
    User.objects.filter(pk=membership.user_id).update(last_login="2026-11-01T10:00Z")
    return membership


def page_of(client_of: Any, membership: Membership) -> str:
    return client_of(membership.user).get(TEAM).text.replace("\xa0", " ")


class TestInviting:
    def test_a_colleague_receives_a_link(self, mene: Town, post: Any, client_of: Any) -> None:
        assert post(mene.referent.user, f"{TEAM}inviter/", **COLLEAGUE).headers["Location"] == TEAM
        made = Membership.objects.get(user__email="nathalie@mene.example")
        assert (made.collectivity, made.role) == (mene.collectivity, Role.CONTRIBUTOR)
        (message,) = mail.outbox
        assert "/mot-de-passe/choisir/" in message.body
        assert message.body.partition("vous invite dans l’équipe")[0].endswith(f"{mene.referent.user.get_full_name()} ")
        page = page_of(client_of, mene.referent)
        assert "Invité, pas encore venu" in page
        assert "Nathalie Ropars – Invité·e comme Contributeur·rice" in page

    def test_who_is_there_already_is_told(self, mene: Town, post: Any) -> None:
        email = mene.contributor.user.email.upper()
        answer = post(mene.referent.user, f"{TEAM}inviter/", **{**COLLEAGUE, "email": email})
        assert answer.status_code == 422
        assert "déjà de l’équipe" in answer.text
        assert not mail.outbox

    def test_a_known_account_is_told_apart_by_nothing(self, mene: Town, post: Any, client_of: Any) -> None:
        UserFactory(email="nathalie@mene.example", first_name="Secrète", last_login=None)
        answer = post(mene.referent.user, f"{TEAM}inviter/", **COLLEAGUE)
        assert answer.headers["Location"] == TEAM

    @pytest.mark.parametrize(("name", "value"), [("email", "x"), ("first_name", "<b>"), ("role", "maire")])
    def test_bad_input_is_refused_and_kept(self, mene: Town, post: Any, name: str, value: str) -> None:
        answer = post(mene.referent.user, f"{TEAM}inviter/", **{**COLLEAGUE, name: value})
        assert answer.status_code == 422
        assert 'value="Ropars"' in answer.text

    def test_twenty_an_hour_are_enough(self, mene: Town, post: Any) -> None:
        answers = [
            post(mene.referent.user, f"{TEAM}inviter/", **{**COLLEAGUE, "email": f"a{n}@mene.example"}).status_code
            for n in range(21)
        ]
        assert answers == [302] * 20 + [422]

    def test_who_has_not_come_is_reminded_three_times_an_hour(self, mene: Town, post: Any) -> None:
        new = MembershipFactory(collectivity=mene.collectivity)
        for _ in range(4):
            post(mene.referent.user, of(new, "relancer"))
        assert len(mail.outbox) == 3

    def test_who_came_is_not(self, mene: Town, post: Any) -> None:
        User.objects.filter(pk=mene.contributor.user_id).update(last_login="2026-11-01T10:00Z")
        post(mene.referent.user, of(mene.contributor, "relancer"))
        assert not mail.outbox


class TestRoles:
    def test_a_contributor_becomes_a_referent(self, mene: Town, post: Any, client_of: Any) -> None:
        post(mene.referent.user, of(mene.contributor, "role"), role="referent")
        mene.contributor.refresh_from_db()
        assert mene.contributor.role == Role.REFERENT
        (message,) = mail.outbox
        assert (message.to, "Le Mené" in message.subject) == ([mene.contributor.user.email], True)
        assert "Rôle changé : Contributeur·rice → Référent·e" in page_of(client_of, mene.referent)

    def test_the_last_referent_stays_one(self, mene: Town, client_of: Any) -> None:
        client = client_of(mene.referent.user)
        answer = client.post(of(mene.referent, "role"), {"role": "contributor"}, follow=True)
        mene.referent.refresh_from_db()
        assert mene.referent.role == Role.REFERENT
        assert "nommez-en d’abord un autre" in answer.text

    def test_a_referent_whose_account_is_closed_does_not_count(self, mene: Town) -> None:
        MembershipFactory(collectivity=mene.collectivity, role=Role.REFERENT, user__is_active=False)
        with pytest.raises(managing.LastReferentError):
            managing.change_role(mene.referent, Role.CONTRIBUTOR, mene.referent.user)

    def test_an_unknown_role_changes_nothing(self, mene: Town, post: Any) -> None:
        assert post(mene.referent.user, of(mene.contributor, "role"), role="maire").status_code == 302
        mene.contributor.refresh_from_db()
        assert mene.contributor.role == Role.CONTRIBUTOR


class TestGoing:
    def test_who_is_removed_is_told(self, mene: Town, post: Any, client_of: Any) -> None:
        post(mene.referent.user, of(mene.contributor, "retirer"))
        assert not Membership.objects.filter(pk=mene.contributor.pk).exists()
        (message,) = mail.outbox
        assert message.to == [mene.contributor.user.email]
        assert "Yann" in page_of(client_of, mene.referent)
        assert "Retiré·e de l’équipe" in page_of(client_of, mene.referent)

    def test_the_last_referent_is_not_removed(self, mene: Town, post: Any) -> None:
        post(mene.referent.user, of(mene.referent, "retirer"))
        assert Membership.objects.filter(pk=mene.referent.pk).exists()
        assert not mail.outbox

    def test_one_of_two_referents_removes_the_other_and_the_other_no_more(self, mene: Town) -> None:
        other = MembershipFactory(collectivity=mene.collectivity, role=Role.REFERENT)
        managing.remove(mene.referent, other.user)
        with pytest.raises(managing.LastReferentError):
            managing.remove(other, mene.referent.user)

    def test_anybody_may_leave_after_being_asked(self, mene: Town, post: Any, client_of: Any) -> None:
        user = mene.contributor.user
        assert "Quitter cette équipe" in client_of(user).get(f"{TEAM}quitter/").text
        assert Membership.objects.filter(pk=mene.contributor.pk).exists()
        assert post(user, f"{TEAM}quitter/").headers["Location"] == "/espace/"
        assert not Membership.objects.filter(pk=mene.contributor.pk).exists()
        assert not mail.outbox

    def test_the_last_referent_hands_over_in_one_gesture(self, mene: Town, post: Any, client_of: Any) -> None:
        heir, invited = came(mene.contributor), MembershipFactory(collectivity=mene.collectivity)
        Membership.objects.filter(pk=invited.pk).update(role=Role.CONTRIBUTOR)
        page = client_of(mene.referent.user).get(f"{TEAM}quitter/").text
        # Who never came looks after nobody.
        assert f'value="{invited.pk}"' not in page
        assert f'value="{heir.pk}"' in page
        post(mene.referent.user, f"{TEAM}quitter/", successor=heir.pk)
        assert [one.user for one in Membership.objects.referents().filter(collectivity=mene.collectivity)] == [
            heir.user
        ]
        (message,) = mail.outbox
        assert message.to == [heir.user.email]
        assert "référent·e" in message.body
        assert "/espace/communes/22046/equipe/" in message.body

    @pytest.mark.parametrize("of_whom", ["another commune", "a closed account", "nobody"])
    def test_only_a_colleague_takes_over(
        self, mene: Town, hennebont: Town, post: Any, association: Any, of_whom: str
    ) -> None:
        came(mene.contributor)
        closed = MembershipFactory(collectivity=mene.collectivity, user__is_active=False)
        keys = {"another commune": hennebont.contributor.pk, "a closed account": closed.pk, "nobody": 0}
        answer = post(mene.referent.user, f"{TEAM}quitter/", successor=keys[of_whom])
        assert answer.status_code == 422
        assert "Cette personne n’est plus de l’équipe" in answer.text
        mene.referent.refresh_from_db()
        assert not mail.outbox

    def test_who_left_meanwhile_takes_nothing_over(self, mene: Town) -> None:
        heir = Membership.objects.get(pk=mene.contributor.pk)
        managing.leave(mene.contributor)
        with pytest.raises(Membership.DoesNotExist):
            managing.leave(mene.referent, heir)
        assert Membership.objects.filter(pk=mene.referent.pk).exists()

    def test_who_is_removed_twice_is_told_once(self, mene: Town) -> None:
        again = Membership.objects.get(pk=mene.contributor.pk)
        managing.remove(mene.contributor, mene.referent.user)
        with pytest.raises(Membership.DoesNotExist):
            managing.remove(again, mene.referent.user)

    def test_a_contributor_names_nobody_by_leaving(self, mene: Town, post: Any) -> None:
        other = MembershipFactory(collectivity=mene.collectivity, role=Role.CONTRIBUTOR)
        assert post(mene.contributor.user, f"{TEAM}quitter/", successor=other.pk).status_code == 422
        other.refresh_from_db()
        assert other.role == Role.CONTRIBUTOR

    def test_after_the_last_referent_the_association_looks_after_the_team(
        self, mene: Town, post: Any, client_of: Any, association: Any
    ) -> None:
        assert "dernier référent" in client_of(mene.referent.user).get(f"{TEAM}quitter/").text
        post(mene.referent.user, f"{TEAM}quitter/")
        (message,) = mail.outbox
        assert message.to == [association.email]
        assert "Le Mené" in message.subject
        assert "/admin/membres/?q=22046" in message.body

    def test_a_closed_account_looks_after_nobody(self, mene: Town, post: Any, client_of: Any, association: Any) -> None:
        MembershipFactory(collectivity=mene.collectivity, role=Role.REFERENT, user__is_active=False)
        assert "dernier référent" in client_of(mene.referent.user).get(f"{TEAM}quitter/").text
        post(mene.referent.user, f"{TEAM}quitter/")
        assert [message.to for message in mail.outbox] == [[association.email]]

    def test_what_the_association_does_is_in_the_journal_too(
        self, mene: Town, association_client: Client, client_of: Any
    ) -> None:
        association_client.post(f"/admin/membres/delete/{mene.contributor.pk}/")
        assert not Membership.objects.filter(pk=mene.contributor.pk).exists()
        assert "Retiré·e de l’équipe" in page_of(client_of, mene.referent)


def test_a_contributor_sees_the_team_and_no_button(mene: Town, client_of: Any) -> None:
    page = page_of(client_of, mene.contributor)
    assert "Maryvonne" in page
    assert "/retirer/" not in page
    assert "Envoyer l’invitation" not in page
    assert "demandez-le-lui" in page


def test_queries_do_not_grow_with_the_team(mene: Town, client_of: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(mene.referent.user)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(TEAM)
        return len(queries)

    client.get(TEAM)
    few = count()
    for _ in range(20):
        MembershipFactory(collectivity=mene.collectivity)
    assert count() == few <= 15
