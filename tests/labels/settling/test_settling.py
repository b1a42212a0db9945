"""« Arrêter le palmarès »: what is given, what is missing before, and taking it back while nobody was told."""

from typing import Any

import pytest

from labels.campaigns.journal import Act
from labels.enums import Actor, DossierState
from labels.minutes.chain import broken, of_campaign
from labels.models import Award, JournalEntry, Minutes
from labels.settling.proposed import Path
from labels.settling.settling import NotSettledError, settle, take_back
from labels.signals import awards_changed
from tests.factories import CollectivityFactory, MembershipFactory
from tests.labels.factories import (
    AssignmentFactory,
    AwardFactory,
    CampaignFactory,
    DecisionFactory,
    DossierFactory,
    InterestFactory,
    JurorFactory,
    SittingFactory,
)
from tests.labels.minutes.world import held
from tests.labels.settling.conftest import Table

pytestmark = pytest.mark.django_db
PAGE, UNDO = "/jury/deliberation/palmares/", "/jury/deliberation/palmares/reprendre/"


def _settle(decided: Table) -> bool:
    return settle(decided.campaign.pk, Actor.ASSOCIATION, decided.association)


class TestSettling:
    def test_gives_the_labels_and_the_mentions_that_were_decided(self, decided: Table) -> None:
        assert _settle(decided)
        given = {
            award.entity_code: (award.entity_name, award.level.symbols, [one.name for one in award.mentions.all()],
                                award.dossier.collectivity.code)
            for award in Award.objects.all()
        }  # fmt: skip
        assert given == {
            "12011": ("Arvieu", 3, ["Logiciel libre"], "12011"),
            "22046": ("Le Mené", 0, [], "22046"),
        }
        assert len({award.code for award in Award.objects.all()}) == 2
        assert not Award.objects.public().exists()

    def test_is_written_in_the_journal_and_in_minutes(self, decided: Table) -> None:
        DossierFactory(
            campaign=decided.campaign, is_inadmissible=True, collectivity=CollectivityFactory(name="Plouézec")
        )
        _settle(decided)
        entry = JournalEntry.objects.get(action=Act.SETTLED)
        assert (entry.by, entry.account, entry.dossier) == ("association", decided.association.pk, None)
        content = Minutes.objects.get().content
        outcomes = [(one["collectivity"]["code"], one["outcome"], one["sitting"]) for one in content["outcomes"]]
        assert outcomes == [("12011", "labelled", 1), ("56083", "not_labelled", 1), ("22046", "mention", 1)]
        assert [one["name"] for one in content["inadmissible"]] == ["Plouézec (Côtes-d'Armor)"]

    def test_twice_is_once(self, decided: Table) -> None:
        assert _settle(decided)
        settled_at = decided.again().settled_at
        assert not _settle(decided)
        assert decided.again().settled_at == settled_at
        assert (Award.objects.count(), Minutes.objects.count()) == (2, 1)

    @pytest.mark.parametrize("state", [
        DossierState.DEPOSITED, DossierState.ADMISSIBLE, DossierState.READING, DossierState.DELIBERATION,
        DossierState.LABELLED,
    ])  # fmt: skip
    def test_not_while_a_dossier_is_not_decided(self, state: DossierState, decided: Table) -> None:
        """Nor while one is said to be, without a decision."""
        DossierFactory(campaign=decided.campaign, state=state)
        with pytest.raises(NotSettledError):
            _settle(decided)
        assert not Award.objects.exists()
        assert decided.again().settled_at is None

    @pytest.mark.parametrize("state", [DossierState.DRAFT, DossierState.INADMISSIBLE])
    def test_what_was_not_received_stays_what_it_is(self, state: DossierState, decided: Table) -> None:
        other = DossierFactory(campaign=decided.campaign, state=state)
        _settle(decided)
        other.refresh_from_db()
        assert other.state == state

    def test_not_during_a_sitting(self, decided: Table) -> None:
        SittingFactory(campaign=decided.campaign)
        with pytest.raises(NotSettledError, match="séance est ouverte"):
            _settle(decided)

    def test_not_while_dossiers_are_taken(self, decided: Table, clock: Any) -> None:
        clock.move_to(decided.campaign.grace_until)
        with pytest.raises(NotSettledError, match="après la clôture"):
            _settle(decided)

    def test_not_once_the_embargo_is_over(self, decided: Table, clock: Any) -> None:
        """It would be public at once."""
        clock.move_to(decided.campaign.embargo_until)
        with pytest.raises(NotSettledError, match="L’embargo a pris fin"):
            _settle(decided)

    def test_a_year_of_the_past_is_not_settled(self, decided: Table) -> None:
        past = CampaignFactory(is_past=True, year=2007, settled_at=None)
        with pytest.raises(NotSettledError):
            settle(past.pk, Actor.ASSOCIATION, decided.association)

    def test_says_that_labels_changed(self, decided: Table) -> None:
        told: list[Any] = []
        receiver = lambda **kwargs: told.append(1)  # noqa: E731 - kept by name, or it is forgotten
        awards_changed.connect(receiver)
        _settle(decided)
        awards_changed.disconnect(receiver)
        assert told == [1]

    def test_a_whole_palmares_takes_as_many_queries(self, decided: Table, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(17):
            _settle(decided)
        many = held(CampaignFactory(year=2028), [(str(10_000 + one), f"Commune {one}", one % 6) for one in range(60)])
        with django_assert_num_queries(17):
            settle(many.campaign.pk, Actor.PRESIDENT, decided.association)


class TestTakingBack:
    def _back(self, decided: Table) -> None:
        take_back(decided.campaign.pk, Actor.PRESIDENT, decided.president.user, "Un dossier était mal lu.")

    def test_the_labels_go_and_the_minutes_say_why(self, decided: Table) -> None:
        _settle(decided)
        self._back(decided)
        assert not Award.objects.exists()
        assert decided.again().settled_at is None
        content = Minutes.objects.latest("number").content
        assert (content["kind"], content["reason"], content["number"]) == ("taken_back", "Un dossier était mal lu.", 2)
        entry = JournalEntry.objects.get(action=Act.TAKEN_BACK)
        assert (entry.by, entry.reason) == ("president", "Un dossier était mal lu.")

    def test_it_is_settled_again_and_the_chain_is_whole(self, decided: Table) -> None:
        _settle(decided)
        self._back(decided)
        assert _settle(decided)
        assert Award.objects.count() == 2
        assert [one.content["kind"] for one in of_campaign(decided.campaign)] == ["settled", "taken_back", "settled"]
        assert not list(broken(of_campaign(decided.campaign)))

    def test_not_once_it_is_public(self, decided: Table, clock: Any) -> None:
        _settle(decided)
        clock.move_to(decided.campaign.embargo_until)
        with pytest.raises(NotSettledError, match="public"):
            self._back(decided)
        assert Award.objects.count() == 2

    def test_not_what_is_not_settled(self, decided: Table) -> None:
        with pytest.raises(NotSettledError, match="n’est pas arrêté"):
            self._back(decided)

    def test_its_queries_do_not_grow(self, decided: Table, django_assert_num_queries: Any) -> None:
        many = held(CampaignFactory(year=2028), [(str(10_000 + one), f"Commune {one}", one % 6) for one in range(60)])
        for campaign in (decided.campaign, many.campaign):
            settle(campaign.pk, Actor.PRESIDENT, decided.association)
            with django_assert_num_queries(13):
                take_back(campaign.pk, Actor.PRESIDENT, decided.association, "Un dossier était mal lu.")


class TestPage:
    def test_shows_the_whole_palmares_and_what_changes(self, decided: Table, client_of: Any) -> None:
        before = CampaignFactory(is_past=True, year=2026)
        for code, symbols in (("12011", 1), ("22046", 2), ("56083", 4)):
            AwardFactory(campaign=before, collectivity=_town(decided, code), symbols=symbols)
        page = client_of(decided.association).get(PAGE).text
        for told in ("progresse, Une arobase en 2026, Logiciel libre", "recule, Deux arobases en 2026",
                     "n’a plus de label, Quatre arobases en 2026", "4 février 2027 à 18 h 30"):  # fmt: skip
            assert told in " ".join(page.replace("\xa0", " ").replace("\u202f", " ").split())

    def test_who_enters_is_said_where_there_is_a_history(self, decided: Table, client_of: Any) -> None:
        assert "entre au palmarès" not in client_of(decided.association).get(PAGE).text
        AwardFactory()
        assert "entre au palmarès" in client_of(decided.association).get(PAGE).text

    def test_counts_are_sentences(self, decided: Table, client_of: Any) -> None:
        AwardFactory()
        page = client_of(decided.association).get(PAGE).text.replace("\xa0", " ")
        assert "Palmarès en préparation" in page
        assert "entrent au palmarès</span>" in page
        assert Path.PROGRESSES.counted(1) == "Une progresse"
        assert Path.PROGRESSES.counted(62) == "62 progressent"
        assert Path.SAME.counted(3) == ""

    def test_says_what_is_missing_with_the_way_there(self, decided: Table, client_of: Any) -> None:
        waiting = DossierFactory(campaign=decided.campaign, is_deposited=True)
        SittingFactory(campaign=decided.campaign)
        page = client_of(decided.association).get(PAGE).text
        assert f'href="/admin/label/dossiers/{waiting.pk}/"' in page
        assert "Une séance est ouverte" in page
        assert 'aria-disabled="true"' in page
        # Who presides has no business in the admin.
        assert "/admin/" not in client_of(decided.president.user).get(PAGE).text

    @pytest.mark.parametrize("who", ["association", "president"])
    def test_is_settled_by_typing_the_year(self, who: str, decided: Table, post: Any) -> None:
        user = decided.association if who == "association" else decided.president.user
        for typed in ("", "2026", "oui"):
            answer = post(user, PAGE, year=typed)
            assert answer.status_code == 422
            assert "Ce qui est à reprendre" in answer.text
        assert decided.again().settled_at is None
        assert post(user, PAGE, year=" 2027 ").headers["Location"] == PAGE
        assert decided.again().settled_at
        assert JournalEntry.objects.get(action=Act.SETTLED).by == who
        assert "Le palmarès était déjà arrêté" in post(user, PAGE, year="2027").client.get(PAGE).text

    def test_what_came_meanwhile_is_told(self, decided: Table, post: Any) -> None:
        DossierFactory(campaign=decided.campaign, state=DossierState.DELIBERATION)
        answer = post(decided.association, PAGE, year="2027")
        assert "Des dossiers ne sont pas décidés" in answer.client.get(PAGE).text
        assert not Award.objects.exists()

    def test_is_taken_back_with_a_reason(self, decided: Table, post: Any) -> None:
        _settle(decided)
        assert post(decided.president.user, UNDO, reason=" ").status_code == 422
        assert decided.again().settled_at
        post(decided.president.user, UNDO, reason="Un dossier était mal lu.")
        assert decided.again().settled_at is None

    def test_once_public_it_leads_to_the_public_page(self, decided: Table, clock: Any, client_of: Any) -> None:
        _settle(decided)
        clock.move_to(decided.campaign.embargo_until)
        page = client_of(decided.association).get(PAGE).text
        assert 'href="/palmares/2027/"' in page
        assert "<form" not in page.split("<main")[-1]

    def test_its_queries_do_not_grow(self, decided: Table, client_of: Any, django_assert_max_num_queries: Any) -> None:
        client = client_of(decided.association)
        client.get(PAGE)
        with django_assert_max_num_queries(19) as few:
            client.get(PAGE)
        held_more(decided)
        with django_assert_max_num_queries(19) as many:
            client.get(PAGE)
        assert len(few) == len(many)


class TestKept:
    """A link keeps a dossier from who leads: she settles all the same, and reads nothing of it before it is public."""

    @pytest.fixture
    def linked(self, decided: Table) -> Table:
        InterestFactory(juror=decided.president, collectivity=_town(decided, "12011"))
        return decided

    def test_it_is_in_no_list_and_in_no_number(self, linked: Table, client_of: Any) -> None:
        page = client_of(linked.president.user).get(PAGE).text
        assert "Arvieu" not in page
        assert "un dossier que vous ne lisez pas" in page
        assert "Logiciel libre" not in page
        assert "Une collectivité a un label ou une mention" in page
        assert "Arvieu" in client_of(linked.association).get(PAGE).text

    def test_undecided_it_is_not_named_either(self, linked: Table, client_of: Any) -> None:
        dossier = linked.decisions[0].dossier
        dossier.state = DossierState.DELIBERATION
        dossier.save()
        page = client_of(linked.president.user).get(PAGE).text
        assert "Un dossier que vous ne lisez pas n’est pas décidé" in page
        assert "Arvieu" not in page

    def test_she_settles_all_the_same(self, linked: Table, post: Any) -> None:
        post(linked.president.user, PAGE, year="2027")
        assert Award.objects.count() == 2

    def test_nor_does_the_association_of_its_own_commune(self, decided: Table, client_of: Any) -> None:
        own = decided.decisions[1].dossier
        MembershipFactory(collectivity=own.collectivity, user=decided.association)
        page = client_of(decided.association).get(PAGE).text
        assert "Le Mené" not in page
        assert "Arvieu" in page


class TestRights:
    OUTSIDE = ("anonymous", "member", "juror", "invited")

    @pytest.mark.parametrize("who", OUTSIDE)
    @pytest.mark.parametrize("address", [PAGE, UNDO, "/jury/deliberation/proces-verbaux/"])
    def test_it_is_for_who_leads_alone(self, who: str, address: str, decided: Table, post: Any, client: Any) -> None:
        _settle(decided)
        if who == "anonymous":
            assert post(None, address, year="2027", reason="Non.").headers["Location"].startswith("/connexion/")
            return
        user = self._user(who, decided)
        assert post(user, address, year="2027", reason="Non.").status_code == 404
        assert decided.again().settled_at

    def _user(self, who: str, decided: Table) -> Any:
        if who == "juror":
            # In the room: one who is not is led to its door.
            take_back(decided.campaign.pk, Actor.ASSOCIATION, decided.association, "Une séance encore.")
            sitting = SittingFactory(campaign=decided.campaign)
            sitting.attendances.create(juror=decided.juror)
            settle_again(decided)
            return decided.juror.user
        if who == "invited":
            return JurorFactory(campaign=decided.campaign, is_invited=True).user
        return AssignmentFactory(dossier=decided.decisions[0].dossier, juror__is_withdrawn=True).juror.user


def settle_again(decided: Table) -> None:
    campaign = decided.again()
    campaign.settled_at = campaign.deliberation_at
    campaign.save(update_fields=["settled_at"])


def held_more(decided: Table) -> None:
    for one in range(30):
        town = CollectivityFactory(code=str(10_000 + one), name=f"Commune {one}")
        DecisionFactory(dossier__campaign=decided.campaign, dossier__collectivity=town, symbols=one % 6)
        AwardFactory(collectivity=town)


def _town(decided: Table, code: str) -> Any:
    return next(one.dossier.collectivity for one in decided.decisions if one.dossier.collectivity.code == code)
