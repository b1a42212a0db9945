"""What keeps a dossier from somebody, and what the portal proposes."""

from typing import Any

import pytest

from collectivities.team import managing
from labels.jury import interests
from labels.jury.conflicts import conflict, distance
from labels.jury.enums import InterestKind, InterestState, Reach
from labels.jury.interests import KnownLinkError, NothingToAnswerError
from labels.jury.proposing import propose
from labels.models import Interest, JournalEntry, Juror
from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
from tests.labels.factories import DossierFactory, InterestFactory, JurorFactory

pytestmark = pytest.mark.django_db


def _conflict(juror: Juror, dossier: Any) -> Any:
    return conflict(Juror.objects.with_interests().get(pk=juror.pk), dossier)


@pytest.fixture
def epci() -> Any:
    return CollectivityFactory(intercommunal=True)


def test_who_has_no_link_may_read() -> None:
    assert _conflict(JurorFactory(), DossierFactory()) is None


def test_a_declared_link_keeps_the_dossier_away_and_says_why() -> None:
    dossier = DossierFactory(collectivity__name="Elven")
    juror = InterestFactory(collectivity=dossier.collectivity).juror
    reason = _conflict(juror, dossier)
    assert "vous avez déclaré un lien avec Elven (Côtes-d'Armor)" in reason.told
    assert "J’y habite" in reason.said
    assert _conflict(juror, DossierFactory()) is None
    assert _conflict(JurorFactory(), dossier) is None


@pytest.mark.parametrize(
    ("state", "is_kept"),
    [(InterestState.PROPOSED, True), (InterestState.HELD, True), (InterestState.DISMISSED, False)],
)
def test_what_the_portal_sees_counts_until_it_is_explained(state: InterestState, is_kept: bool) -> None:
    dossier = DossierFactory()
    juror = InterestFactory(
        kind=InterestKind.ADDRESS, collectivity=dossier.collectivity, state=state, note="Un homonyme."
    ).juror
    assert bool(_conflict(juror, dossier)) is is_kept


def test_a_link_that_ended_keeps_nothing_away() -> None:
    dossier = DossierFactory()
    interest = InterestFactory(collectivity=dossier.collectivity)
    interests.end(interest)
    assert _conflict(interest.juror, dossier) is None
    with pytest.raises(NothingToAnswerError):
        interests.end(interest)
    assert Interest.objects.filter(pk=interest.pk, ended_at__isnull=False).exists()


def test_an_intercommunalite_stands_for_its_communes_when_it_is_said(epci: Any) -> None:
    own = DossierFactory(collectivity__intercommunality=epci)
    itself = DossierFactory(collectivity=epci)
    juror = InterestFactory(kind=InterestKind.TERRITORY, collectivity=epci, reach=Reach.MEMBERS).juror
    assert _conflict(juror, own)
    assert _conflict(juror, itself)
    alone = InterestFactory(kind=InterestKind.BUSINESS, collectivity=epci).juror
    assert _conflict(alone, own) is None
    assert _conflict(alone, itself)


@pytest.mark.parametrize(("latitude", "is_kept"), [(48.80, True), (48.95, False), (None, False)])
def test_neighbours_are_those_within_the_distance_of_the_rules(latitude: float | None, is_kept: bool) -> None:
    home = CollectivityFactory(latitude=48.75, longitude=-2.98)
    longitude = None if latitude is None else -2.98
    dossier = DossierFactory(collectivity__latitude=latitude, collectivity__longitude=longitude)
    juror = InterestFactory(kind=InterestKind.NEIGHBOUR, collectivity=home, reach=Reach.AROUND).juror
    assert bool(_conflict(juror, dossier)) is is_kept


def test_the_distance_from_rennes_to_nantes() -> None:
    assert distance(48.1147, -1.6794, 47.2173, -1.5534) == pytest.approx(100, abs=1)


class TestWhatThePortalSees:
    def test_a_team_is_certain_and_nobody_explains_it_away(self) -> None:
        juror = JurorFactory()
        membership = MembershipFactory(user=juror.user)
        team = Interest.objects.get(juror=juror, kind=InterestKind.TEAM)
        assert (team.collectivity, team.state) == (membership.collectivity, InterestState.HELD)
        with pytest.raises(NothingToAnswerError):
            interests.dismiss(team, "Ce n’est pas moi.")

    def test_a_team_that_was_left(self) -> None:
        membership = MembershipFactory()
        managing.leave(membership)
        juror = JurorFactory(user=membership.user)
        [seen] = propose(juror)
        assert (seen.kind, seen.collectivity) == (InterestKind.FORMER_TEAM, membership.collectivity)
        assert propose(juror) == []

    def test_an_address_of_the_same_domain_but_not_of_a_provider(self) -> None:
        membership = MembershipFactory(user__email="accueil@elven.example")
        MembershipFactory(user__email="mairie@orange.fr")
        own = JurorFactory(user__email="awa@elven.example")
        [seen] = propose(own)
        assert (seen.kind, seen.collectivity) == (InterestKind.ADDRESS, membership.collectivity)
        assert propose(JurorFactory(user__email="awa@orange.fr")) == []

    def test_what_lies_around_where_one_lives(self, epci: Any) -> None:
        home, juror = CollectivityFactory(intercommunality=epci), JurorFactory()
        interests.declare(juror, InterestKind.HOME, home)
        seen = set(juror.interests.to_answer().values_list("kind", "collectivity", "reach"))
        assert seen == {
            (InterestKind.TERRITORY, epci.pk, Reach.MEMBERS),
            (InterestKind.NEIGHBOUR, home.pk, Reach.AROUND),
        }

    def test_what_lies_around_a_client_is_nobody_s(self) -> None:
        juror = JurorFactory()
        interests.declare(juror, InterestKind.BUSINESS, CollectivityFactory())
        assert not juror.interests.to_answer().exists()

    def test_an_elected_person_of_an_intercommunalite_is_linked_to_its_communes(self, epci: Any) -> None:
        CollectivityFactory(intercommunality=epci)
        juror = JurorFactory()
        interests.declare(juror, InterestKind.MANDATE, epci)
        assert juror.interests.to_answer().get().reach == Reach.MEMBERS

    def test_it_ends_with_the_link_that_led_to_it(self) -> None:
        juror = JurorFactory()
        home = interests.declare(juror, InterestKind.HOME, CollectivityFactory())
        interests.end(home)
        assert not juror.interests.running().exists()
        assert juror.interests.count() == 2

    def test_it_is_seen_again_from_another_place_that_is_one_s_own(self, epci: Any) -> None:
        own, juror = DossierFactory(collectivity__intercommunality=epci), JurorFactory()
        home = interests.declare(juror, InterestKind.HOME, CollectivityFactory(intercommunality=epci))
        work = interests.declare(juror, InterestKind.WORK, CollectivityFactory(intercommunality=epci))
        interests.end(home)
        assert juror.interests.to_answer().get(kind=InterestKind.TERRITORY).based_on == work
        assert _conflict(juror, own)

    def test_declared_again_it_is_seen_again(self, epci: Any) -> None:
        own, juror = DossierFactory(collectivity__intercommunality=epci), JurorFactory()
        place = CollectivityFactory(intercommunality=epci)
        interests.end(interests.declare(juror, InterestKind.HOME, place))
        assert _conflict(juror, own) is None
        interests.declare(juror, InterestKind.HOME, place)
        assert _conflict(juror, own)

    def test_explained_away_it_is_not_asked_again(self) -> None:
        juror = JurorFactory()
        interests.declare(juror, InterestKind.HOME, CollectivityFactory())
        seen = juror.interests.to_answer().get()
        interests.dismiss(seen, "Je n’y connais personne.")
        assert propose(juror) == []
        assert "Je n’y connais personne." in JournalEntry.objects.get(action="jury_dismiss_link").reason
        with pytest.raises(NothingToAnswerError):
            interests.hold(seen)

    def test_it_says_nothing_of_who_is_a_candidate(self, epci: Any) -> None:
        """The same is proposed whether a commune has a dossier or not."""
        home = CollectivityFactory(intercommunality=epci)
        before, after = JurorFactory(), JurorFactory()
        interests.declare(before, InterestKind.HOME, home)
        DossierFactory(collectivity__intercommunality=epci, is_admissible=True)
        interests.declare(after, InterestKind.HOME, home)
        keys = ("kind", "collectivity", "reach")
        assert list(before.interests.values_list(*keys)) == list(after.interests.values_list(*keys))


def test_the_same_link_is_declared_once() -> None:
    juror, commune = JurorFactory(), CollectivityFactory()
    interests.declare(juror, InterestKind.WORK, commune)
    with pytest.raises(KnownLinkError):
        interests.declare(juror, InterestKind.WORK, commune)
    interests.declare(juror, InterestKind.WORK, None, "Numérique pour tous")
    with pytest.raises(KnownLinkError):
        interests.declare(juror, InterestKind.WORK, None, "numérique pour tous")
    interests.declare(juror, InterestKind.BUSINESS, None, "Numérique pour tous")


def test_no_link_is_a_declaration_once_what_is_seen_has_an_answer() -> None:
    juror = JurorFactory(is_undeclared=True, user=UserFactory(email="awa@elven.example"))
    MembershipFactory(user__email="accueil@elven.example")
    assert not interests.complete(juror)
    interests.hold(juror.interests.get())
    assert interests.complete(juror)
    juror.refresh_from_db()
    assert juror.declared_at
    assert interests.complete(juror)
    assert JournalEntry.objects.filter(action="jury_declare").count() == 1
