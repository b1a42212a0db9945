"""The association's screens for the jury."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from labels.enums import DossierState
from labels.jury.distribution import propose_all
from labels.jury.enums import AssignmentState, InterestKind, JurorState, Reach, RecusedBy
from labels.jury.recusing import recuse
from labels.models import Assignment, Campaign, Dossier, Juror, JuryRules
from labels.models.jury import JuryRulesQuerySet
from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
from tests.labels.factories import (
    CLOSES,
    AssignmentFactory,
    CampaignFactory,
    DossierFactory,
    InterestFactory,
    JurorFactory,
    ReviewFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
NAMES = ("index", "index_results", "add", "assignment", "recusals", "rules", "edit", "readers")


def address(name: str, key: int = 1) -> str:
    return reverse(f"jury_admin:{name}", args=[key] if name in {"edit", "readers"} else [])


@pytest.mark.parametrize("name", NAMES)
def test_it_is_the_association_s_alone(name: str, campaign: Any, member: Any, client_of: Any, association: Any) -> None:
    juror, dossier = JurorFactory(), DossierFactory(is_admissible=True)
    asked = address(name, dossier.pk if name == "readers" else juror.pk)
    for user in (UserFactory(), member, juror.user):
        assert client_of(user).get(asked).status_code == 403
        assert client_of(user).post(asked, {"geste": "propose"}).status_code == 403
    assert client_of(association).get(asked).status_code == 200
    assert not Assignment.objects.exists()


def test_the_menu_has_it_for_the_association(campaign: Any, association_client: Any, member_client: Any) -> None:
    assert "/admin/jury/" in association_client.get("/admin/").text
    assert "/admin/jury/" not in member_client.get("/admin/").text


@pytest.mark.parametrize(
    ("name", "title"), [("assignment", "Attribution"), ("recusals", "Déports"), ("rules", "Règles du jury")]
)
def test_a_page_says_its_title_once_and_then_its_year(
    campaign: Any, association_client: Any, name: str, title: str
) -> None:
    page = association_client.get(address(name))
    assert f"<title>{title}: {campaign.year} - " in page.text
    assert page.context["breadcrumbs_items"][-1] == {"url": "", "label": title, "sublabel": str(campaign.year)}


def test_the_jury_at_work_is_listed_and_all_of_them_on_demand(campaign: Any, association_client: Any) -> None:
    now = JurorFactory(campaign=campaign)
    before = JurorFactory(campaign=CampaignFactory(year=campaign.year - 1))

    def listed(asked: str) -> set[Any]:
        return set(association_client.get(f"{address('index')}{asked}").context["object_list"])

    assert listed("") == {now}
    assert listed("?campaign=") == {now, before}
    assert listed(f"?campaign={before.campaign.pk}") == {before}


class TestInviting:
    def test_a_person_is_invited_once(self, campaign: Any, association: Any, post: Any, mailoutbox: Any) -> None:
        typed = {"email": "awa@universite.example", "first_name": "Awa", "last_name": "Diop", "quality": "academic"}
        assert post(association, address("add"), **typed).status_code == 302
        assert [one.to for one in mailoutbox] == [["awa@universite.example"]]
        again = post(association, address("add"), **typed)
        assert "déjà du jury" in again.text

    def test_nobody_joins_a_jury_whose_palmares_is_settled(
        self, campaign: Any, association: Any, post: Any, mailoutbox: Any
    ) -> None:
        Campaign.objects.filter(pk=campaign.pk).update(settled_at=timezone.now())
        typed = {"email": "awa@universite.example", "first_name": "Awa", "last_name": "Diop", "quality": "academic"}
        assert "Le palmarès est arrêté." in post(association, address("add"), **typed).text
        assert not mailoutbox

    def test_the_page_is_named_once(self, campaign: Any, association_client: Any) -> None:
        page = association_client.get(address("add")).text
        assert "<title>Inviter au jury - " in page
        assert "Nouvel(le)" not in page

    def test_a_second_president_is_refused(self, campaign: Any, association: Any, post: Any) -> None:
        president, other = JurorFactory(is_president=True), JurorFactory()
        typed = {"email": "awa@u.example", "first_name": "Awa", "last_name": "Diop", "quality": "expert"}
        assert "préside déjà" in post(association, address("add"), **typed, is_president="on").text
        refused = post(association, address("edit", other.pk), quality="expert", is_president="on")
        assert "préside déjà" in refused.text
        assert post(association, address("edit", president.pk), quality="partner", is_president="on").status_code == 302

    def test_what_comes_meanwhile_is_neither_undone_nor_an_error(
        self, campaign: Any, association: Any, post: Any, monkeypatch: Any, mailoutbox: Any
    ) -> None:
        """Somebody else was first at the lock of the jury."""
        juror, other = JurorFactory(is_invited=True), JurorFactory()
        typed = {"email": "awa@u.example", "first_name": "Awa", "last_name": "Diop", "quality": "expert"}
        known, taken = UserFactory(email=typed["email"]), JuryRulesQuerySet.locked

        def late(rules: Any, campaign: Any) -> Any:
            Juror.objects.filter(pk=juror.pk).update(state=JurorState.ACCEPTED, answered_at=timezone.now())
            Juror.objects.filter(pk=other.pk).update(is_president=True)
            Juror.objects.get_or_create(user=known, campaign=campaign)
            return taken(rules, campaign)

        monkeypatch.setattr(JuryRulesQuerySet, "locked", late)
        assert post(association, address("edit", juror.pk), quality="partner").status_code == 302
        juror.refresh_from_db()
        assert (juror.state, juror.quality) == (JurorState.ACCEPTED, "partner")
        refused = post(association, address("edit", juror.pk), quality="expert", is_president="on")
        assert "préside déjà" in refused.text
        assert "déjà du jury" in post(association, address("add"), **typed).text
        assert not mailoutbox

    def test_reminding_and_withdrawing(self, campaign: Any, association: Any, post: Any, mailoutbox: Any) -> None:
        juror = JurorFactory(is_invited=True)
        post(association, address("edit", juror.pk), geste="relancer")
        assert "attendue" in mailoutbox[0].subject
        for _twice in range(2):
            post(association, address("edit", juror.pk), geste="retirer")
        juror.refresh_from_db()
        assert juror.state == JurorState.WITHDRAWN

    def test_one_of_the_jury_is_shown_with_what_is_declared(self, campaign: Any, association_client: Any) -> None:
        interest = InterestFactory(collectivity__name="Elven", note="Depuis 2011.")
        AssignmentFactory(juror=interest.juror, dossier__collectivity__name="Mauron")
        page = association_client.get(address("edit", interest.juror.pk)).text
        assert "Elven" in page
        assert "Depuis 2011." in page
        assert "Mauron" in page


class TestAssignment:
    def test_it_is_proposed_then_confirmed(self, campaign: Any, association: Any, post: Any, client_of: Any) -> None:
        dossier = DossierFactory(is_admissible=True, collectivity__name="Elven")
        JurorFactory(), JurorFactory()
        post(association, address("assignment"), geste="propose")
        page = client_of(association).get(address("assignment")).text
        assert "2 lectures proposées" in page
        assert "Confirmer et prévenir" in page
        post(association, address("assignment"), geste="confirm")
        dossier.refresh_from_db()
        assert dossier.state == DossierState.READING
        assert "1 dossier est entré en évaluation" in client_of(association).get(address("assignment")).text

    def test_nothing_more_is_said_in_words(self, campaign: Any, association: Any, post: Any) -> None:
        DossierFactory(is_admissible=True)
        JurorFactory(), JurorFactory()
        for act in ("propose", "confirm", "propose"):
            page = post(association, address("assignment"), geste=act)
        said = page.client.get(address("assignment")).text
        assert "Aucune lecture de plus" in said
        assert "0 lecture" not in said

    @pytest.mark.parametrize("settled", [False, True])
    def test_once_all_is_read_it_says_so_and_counts(
        self, settled: bool, campaign: Any, association: Any, post: Any, client_of: Any
    ) -> None:
        DossierFactory(is_admissible=True)
        JurorFactory(), JurorFactory()
        for act in ("propose", "confirm"):
            post(association, address("assignment"), geste=act)
        for one in Assignment.objects.all():
            ReviewFactory(assignment=one)
        before = client_of(association).get(address("assignment")).text
        assert "1 dossier est entré en évaluation" in before
        assert "Les piles" in before
        Dossier.objects.update(state=DossierState.DELIBERATION)
        if settled:
            Campaign.objects.update(settled_at=timezone.now())
        page = client_of(association).get(address("assignment")).text
        assert "Les lectures sont terminées" in page
        assert "<dt>Dossiers lus</dt><dd>1</dd>" in page
        assert "<dt>Lectures déposées</dt><dd>2</dd>" in page
        assert ("Le palmarès est arrêté." in page) is settled
        for gone in ("est entré en évaluation", "Les piles", 'name="geste"'):
            assert gone not in page

    def test_not_before_the_closing(self, association: Any, post: Any, campaign: Any) -> None:
        campaign.closes_at = campaign.readings_until
        campaign.save()
        DossierFactory(is_admissible=True)
        JurorFactory()
        page = post(association, address("assignment"), geste="propose")
        said = page.client.get(address("assignment")).text
        assert re.search(
            r'<p class="help-block help-info"><svg.*</svg>Les dossiers vont au jury après la clôture', said
        )
        assert not Assignment.objects.exists()

    def test_an_unknown_gesture_changes_nothing(self, campaign: Any, association: Any, post: Any) -> None:
        DossierFactory(is_admissible=True)
        JurorFactory()
        assert post(association, address("assignment"), geste="effacer").status_code == 302
        assert not Assignment.objects.exists()

    @pytest.mark.parametrize("count", [4, 24])
    def test_the_number_of_queries_does_not_grow(
        self, count: int, campaign: Any, association_client: Any, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(count):
            DossierFactory(is_admissible=True, collectivity__latitude=None, collectivity__longitude=None)
        for _ in range(count // 2):
            InterestFactory()
        propose_all(campaign)
        dossier = Dossier.objects.first()
        association_client.get(address("assignment"))
        for asked in (address("assignment"), address("readers", dossier.pk), address("index"), address("recusals")):
            with django_assert_max_num_queries(19):
                association_client.get(asked)


class TestOneDossier:
    def test_adding_replacing_removing(self, campaign: Any, association: Any, post: Any) -> None:
        dossier, first, second = DossierFactory(is_admissible=True), JurorFactory(), JurorFactory()
        asked = address("readers", dossier.pk)
        assert post(association, asked, geste="ajouter").status_code == 422
        post(association, asked, geste="ajouter", juror=first.pk)
        reading = Assignment.objects.get()
        post(association, asked, geste="remplacer", lecture=reading.pk, juror=second.pk)
        reading = Assignment.objects.get()
        assert reading.juror == second
        post(association, asked, geste="retirer", lecture=reading.pk)
        assert not Assignment.objects.exists()
        assert post(association, asked, geste="retirer", lecture="x").status_code == 404

    def test_who_reads_it_or_left_it_is_not_offered(self, campaign: Any, association_client: Any) -> None:
        reading = AssignmentFactory(dossier__campaign=campaign, dossier__is_admissible=True, state="proposed")
        gone = AssignmentFactory(dossier=reading.dossier)
        recuse(gone, RecusedBy.ASSOCIATION, "Un procès.", UserFactory())
        other = JurorFactory()
        page = association_client.get(address("readers", reading.dossier.pk)).text
        assert page.count(f'<option value="{other.pk}"') == 2
        for one in (reading, gone):
            assert f'<option value="{one.juror.pk}"' not in page

    def test_a_link_is_said_and_refused(self, campaign: Any, association: Any, post: Any, client_of: Any) -> None:
        dossier = DossierFactory(is_admissible=True)
        juror = InterestFactory(collectivity=dossier.collectivity).juror
        asked = address("readers", dossier.pk)
        assert "Ne peuvent pas le lire" in client_of(association).get(asked).text
        answer = post(association, asked, geste="ajouter", juror=juror.pk)
        assert "ne peut pas lire ce dossier" in answer.client.get(asked).text
        assert not Assignment.objects.exists()

    def test_a_deport_owes_a_reason(self, campaign: Any, association: Any, post: Any) -> None:
        reading = AssignmentFactory(dossier__campaign=campaign)
        asked = address("readers", reading.dossier.pk)
        assert post(association, asked, geste="deporter", lecture=reading.pk).status_code == 422
        for _twice in range(2):
            post(association, asked, geste="deporter", lecture=reading.pk, reason="Un contrat en cours.")
        reading.refresh_from_db()
        assert (reading.state, reading.recused_by) == (AssignmentState.RECUSED, RecusedBy.ASSOCIATION)

    def test_somebody_is_kept_away_beforehand(self, campaign: Any, association: Any, post: Any) -> None:
        dossier, juror = DossierFactory(is_admissible=True), JurorFactory()
        post(association, address("readers", dossier.pk), geste="ecarter", juror=juror.pk, reason="Un procès.")
        assert Assignment.objects.get().state == AssignmentState.RECUSED
        propose_all(campaign)
        assert not Assignment.objects.counted().exists()


def test_deports_are_listed_with_why(campaign: Any, association: Any, post: Any, client_of: Any) -> None:
    reading = AssignmentFactory(dossier__collectivity__name="Elven", dossier__campaign=campaign)
    asked = address("readers", reading.dossier.pk)
    post(association, asked, geste="deporter", lecture=reading.pk, reason="Un contrat en cours.")
    page = client_of(association).get(address("recusals")).text
    assert "Elven" in page
    assert "Un contrat en cours." in page


def test_nobody_chooses_the_readers_of_her_own_commune(
    campaign: Any, association: Any, post: Any, client_of: Any
) -> None:
    reading = AssignmentFactory(is_proposed=True)
    asked, other = address("readers", reading.dossier.pk), JurorFactory()
    MembershipFactory(user=association, collectivity=reading.dossier.collectivity)
    for answer in (
        client_of(association).get(asked),
        post(association, asked, geste="ajouter", juror=other.pk),
        post(association, asked, geste="retirer", lecture=reading.pk),
        post(association, asked, geste="ecarter", juror=other.pk, reason="Un lien."),
    ):
        assert answer.url == address("assignment")
    assert Assignment.objects.get() == reading


def test_nor_does_she_learn_who_reads_it(campaign: Any, association: Any, client_of: Any) -> None:
    own = AssignmentFactory(dossier__collectivity__name="Elven", juror__user__last_name="Lecteur")
    left = AssignmentFactory(
        dossier=own.dossier, juror__user__last_name="Parti", state=AssignmentState.RECUSED,
        recused_by=RecusedBy.JUROR, reason="Un ami.", recused_at=CLOSES,
    )  # fmt: skip
    client = client_of(association)
    pages = [address("assignment"), address("recusals"), *(address("edit", one.juror.pk) for one in (own, left))]
    rows = [client.get(one).context for one in pages]
    assert [bool(rows[0]["own"]), len(rows[1]["recusals"]), len(rows[2]["assignments"])] == [False, 1, 1]
    MembershipFactory(user=association, collectivity=own.dossier.collectivity)
    page = client.get(pages[0]).text
    assert "un·e collègue de l’association s’en occupe" in page
    assert "Lecteur (Attribuée)" not in page
    rows = [client.get(one).context for one in pages]
    assert [rows[1]["recusals"], rows[2]["assignments"], rows[3]["assignments"]] == [[], [], []]


def test_what_is_near_by_new_rules_leaves_the_piles(campaign: Any, association: Any, post: Any) -> None:
    """Its reader opens it no more: it would wait for nobody."""
    here = CollectivityFactory(latitude=48.10, longitude=-1.67)
    there = AssignmentFactory(dossier__collectivity=CollectivityFactory(latitude=48.24, longitude=-1.67))
    seen = {"kind": InterestKind.NEIGHBOUR, "reach": Reach.AROUND}
    InterestFactory(juror=there.juror, collectivity=here, **seen)
    proposed = AssignmentFactory(dossier=there.dossier, is_proposed=True)
    InterestFactory(juror=proposed.juror, collectivity=here, **seen)
    typed = {"definition": "Tout ce qui pèse.", "readers": 2, "most_dossiers": 30}
    for around, state in ((10, AssignmentState.ASSIGNED), (20, AssignmentState.RECUSED)):
        assert post(association, address("rules"), **typed, around_km=around).status_code == 302
        there.refresh_from_db()
        assert there.state == state
    assert not Assignment.objects.filter(pk=proposed.pk).exists()


def test_rules_are_changed_and_pass_on_to_the_next_year(campaign: Any, association: Any, post: Any) -> None:
    assert post(association, address("rules"), readers=0, most_dossiers=45, around_km=10).status_code == 422
    typed = {"definition": "Tout ce qui pèse.", "readers": 4, "most_dossiers": 30, "around_km": 5}
    assert post(association, address("rules"), **typed).status_code == 302
    following = type(campaign).objects.create(year=2028)
    rules = JuryRules.objects.of(following)
    assert (rules.definition, rules.readers, rules.around_km) == ("Tout ce qui pèse.", 4, 5)
