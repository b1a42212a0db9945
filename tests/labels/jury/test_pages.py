"""``/jury/`` as a member of the jury uses it."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from labels.enums import DossierState
from labels.jury.enums import AssignmentState, InterestKind, InterestState, JurorState
from labels.jury.forms import PresentationForm
from labels.jury.personal_data import forgotten
from labels.models import Assignment, Campaign, Interest, Juror
from portal.personal_data import erase, held
from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
from tests.labels.factories import (
    CLOSES,
    AssignmentFactory,
    CampaignFactory,
    CriterionFactory,
    InterestFactory,
    JurorFactory,
    ReviewFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


def test_signing_in_leads_there(campaign: Any, client_of: Any) -> None:
    answer = client_of(JurorFactory(is_invited=True).user).get(reverse("space"))
    assert answer.headers["Location"] == "/jury/"


def test_who_has_a_commune_goes_to_her_space_which_tells_the_way(campaign: Any, member: Any, client_of: Any) -> None:
    JurorFactory(user=member, is_invited=True)
    client = client_of(member)
    page = client.get(reverse("space"), follow=True).text
    assert "Jury du label 2027" in page
    assert 'href="/jury/"' in page
    Campaign.objects.filter(pk=campaign.pk).update(settled_at=timezone.now())
    assert "Jury du label 2027" not in client.get(reverse("space"), follow=True).text


def test_who_is_of_no_jury_is_led_as_before(client_of: Any) -> None:
    assert "Vous n’êtes d’aucune équipe" in client_of(UserFactory()).get(reverse("space")).text


class TestAnswering:
    def test_accepting_leads_to_the_links(self, campaign: Any, post: Any) -> None:
        juror = JurorFactory(is_invited=True)
        answer = post(juror.user, reverse("jury_answer"), reponse="accepter")
        assert answer.headers["Location"] == reverse("jury_links")
        juror.refresh_from_db()
        assert juror.state == JurorState.ACCEPTED
        # Twice is said, and changes nothing.
        assert post(juror.user, reverse("jury_answer"), reponse="accepter").headers["Location"] == "/jury/"

    def test_declining_closes_the_door(self, campaign: Any, post: Any, client_of: Any) -> None:
        juror = JurorFactory(is_invited=True)
        assert "Vous avez décliné" in post(juror.user, reverse("jury_answer"), reponse="decliner").text
        assert client_of(juror.user).get("/jury/").status_code == 404

    def test_anything_else_changes_nothing(self, campaign: Any, post: Any) -> None:
        juror = JurorFactory(is_invited=True)
        post(juror.user, reverse("jury_answer"), reponse="autre")
        juror.refresh_from_db()
        assert juror.state == JurorState.INVITED


class TestLinks:
    def test_no_link_is_one_press(self, campaign: Any, post: Any, client_of: Any) -> None:
        juror = JurorFactory(is_undeclared=True)
        page = client_of(juror.user).get(reverse("jury_links")).text
        assert "Je n’ai aucun lien" in page
        assert "y habiter" in page or "habiter la commune" in page
        post(juror.user, reverse("jury_declared"))
        juror.refresh_from_db()
        assert juror.declared_at

    def test_not_while_something_waits_for_an_answer(self, campaign: Any, post: Any, client_of: Any) -> None:
        juror = InterestFactory(
            juror__is_undeclared=True, kind=InterestKind.ADDRESS, state=InterestState.PROPOSED
        ).juror
        page = client_of(juror.user).get(reverse("jury_links")).text
        assert 'aria-disabled="true"' in page
        post(juror.user, reverse("jury_declared"))
        juror.refresh_from_db()
        assert juror.declared_at is None

    def test_with_a_commune_that_is_found(self, campaign: Any, client_of: Any, post: Any) -> None:
        CollectivityFactory(code="56053", name="Elven")
        juror = JurorFactory()
        client = client_of(juror.user)
        form = client.get(reverse("jury_link_choose"), {"q": "elven"}).headers["Location"]
        assert form == reverse("jury_link_with", args=["communes", "56053"])
        assert form in client.get(reverse("jury_link_suggestions"), {"q": "elv"}).text
        refused = post(juror.user, form)
        assert refused.status_code == 422
        for _twice in range(2):
            answer = post(juror.user, form, kind="business", note="Un audit en 2025.")
            assert answer.headers["Location"] == reverse("jury_links")
        interest = Interest.objects.get(juror=juror)
        assert (interest.kind, interest.note, interest.state) == ("business", "Un audit en 2025.", "held")

    def test_with_an_organisation(self, campaign: Any, post: Any) -> None:
        juror = JurorFactory()
        assert post(juror.user, reverse("jury_link"), kind="home", organisation="Mégalis").status_code == 422
        post(juror.user, reverse("jury_link"), kind="work", organisation="Mégalis Bretagne")
        assert str(Interest.objects.get(juror=juror).place) == "Mégalis Bretagne"

    def test_what_the_portal_sees_is_not_to_be_declared(self, campaign: Any, post: Any) -> None:
        juror = JurorFactory()
        assert post(juror.user, reverse("jury_link"), kind="team", organisation="Mégalis").status_code == 422
        assert not Interest.objects.exists()

    def test_an_unknown_place_is_not_there(self, campaign: Any, client_of: Any) -> None:
        client = client_of(JurorFactory().user)
        assert client.get(reverse("jury_link_with", args=["communes", "99999"])).status_code == 404

    def test_answering_what_is_seen(self, campaign: Any, post: Any) -> None:
        first = InterestFactory(kind=InterestKind.ADDRESS, state=InterestState.PROPOSED)
        second = InterestFactory(juror=first.juror, kind=InterestKind.ADDRESS, state=InterestState.PROPOSED)
        user = first.juror.user
        post(user, reverse("jury_link_hold", args=[first.pk]))
        dismissing = reverse("jury_link_dismiss", args=[second.pk])
        refused = post(user, dismissing)
        assert refused.status_code == 422
        assert "Dites pourquoi" in refused.text
        post(user, dismissing, **{f"{second.pk}-note": "Un homonyme."})
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.state, second.state, second.note) == ("held", "dismissed", "Un homonyme.")
        assert "déjà une réponse" in post_followed(post(user, dismissing, **{f"{second.pk}-note": "Non."}))

    def test_a_link_ends_and_stays_readable(self, campaign: Any, post: Any, client_of: Any) -> None:
        interest = InterestFactory(collectivity__name="Elven")
        post(interest.juror.user, reverse("jury_link_end", args=[interest.pk]))
        page = client_of(interest.juror.user).get(reverse("jury_links")).text
        assert "Historique" in page
        assert "Elven" in page

    def test_a_note_that_hurts_nobody(self, campaign: Any, client_of: Any) -> None:
        interest = InterestFactory(note="<script>alert(1)</script>")
        assert "<script>alert" not in client_of(interest.juror.user).get(reverse("jury_links")).text


def post_followed(answer: Any) -> str:
    """What the page that follows says."""
    return str(answer.client.get(answer.headers["Location"]).text)


def test_what_is_left_is_read_on_while_the_rest_is_in_deliberation(campaign: Any, client_of: Any) -> None:
    read = AssignmentFactory(
        state=AssignmentState.DONE, dossier__state=DossierState.DELIBERATION, dossier__collectivity__name="Arvieu"
    )
    left = AssignmentFactory(juror=read.juror, dossier__collectivity__name="Elven")
    client = client_of(read.juror.user)
    assert "Continuer mes lectures" in client.get("/jury/").text
    Assignment.objects.filter(pk=left.pk).update(state=AssignmentState.DONE)
    assert "Toutes vos lectures sont déposées." in client.get("/jury/").text
    Assignment.objects.filter(pk=left.pk).update(state=AssignmentState.ASSIGNED)
    with time_machine.travel(campaign.deliberation_at, tick=False):
        assert "Les lectures sont closes" in client_of(read.juror.user).get("/jury/").text


def test_nothing_is_to_be_read_any_more_once_the_palmares_is_settled(campaign: Any, client_of: Any) -> None:
    read = AssignmentFactory(state=AssignmentState.DONE)
    assert "à lire avant le" in client_of(read.juror.user).get("/jury/").text
    Campaign.objects.update(settled_at=timezone.now(), embargo_until=campaign.closes_at + datetime.timedelta(days=90))
    page = client_of(read.juror.user).get("/jury/").text
    assert "1 dossier vous est attribué." in page
    assert "à lire avant le" not in page


def test_stepping_aside_asks_first_then_does_it(campaign: Any, client_of: Any, post: Any) -> None:
    reading = AssignmentFactory(dossier__collectivity__name="Elven")
    asked = reverse("jury_step_aside", args=[reading.pk])
    assert "Me déporter" in client_of(reading.juror.user).get(asked).text
    reading.refresh_from_db()
    assert reading.state == AssignmentState.ASSIGNED
    page = post_followed(post(reading.juror.user, asked, note="Un ami y est maire."))
    assert "Dossiers qui ont quitté votre pile" in page
    reading.refresh_from_db()
    assert (reading.state, reading.reason) == (AssignmentState.RECUSED, "Un ami y est maire.")
    assert post(reading.juror.user, asked).status_code == 404


def test_nobody_steps_aside_once_the_palmares_is_settled(campaign: Any, client_of: Any, post: Any) -> None:
    reading = AssignmentFactory()
    asked = reverse("jury_step_aside", args=[reading.pk])
    assert asked in client_of(reading.juror.user).get("/jury/").text
    Campaign.objects.filter(pk=campaign.pk).update(settled_at=timezone.now())
    page = post_followed(post(reading.juror.user, asked, note="Un ami y est maire."))
    assert "Le palmarès est arrêté." in page
    assert asked not in page
    reading.refresh_from_db()
    assert reading.state == AssignmentState.ASSIGNED


def test_a_deport_by_a_link_says_parce_que(campaign: Any, client_of: Any, post: Any) -> None:
    reading = AssignmentFactory(dossier__collectivity__name="Elven")
    place = reading.dossier.collectivity
    post(reading.juror.user, reverse("jury_link_with", args=["communes", place.code]), kind="family")
    page = client_of(reading.juror.user).get("/jury/").text
    assert "Parce que vous avez déclaré un lien avec Elven" in page


def test_the_grid_says_each_criterion(campaign: Any, client_of: Any) -> None:
    CriterionFactory(campaign=campaign, name="Partage avec d’autres communes", weight=3)
    page = client_of(JurorFactory().user).get(reverse("jury_grid")).text
    assert "Partage avec d’autres communes" in page
    assert "coefficient 3" in page


class TestPresentation:
    def test_a_name_is_public_by_consent_alone(self, campaign: Any, post: Any) -> None:
        juror = JurorFactory()
        asked = reverse("jury_presentation")
        assert post(juror.user, asked, named="on").status_code == 422
        post(juror.user, asked, named="on", public_name="Awa Diop", employer="Université de Rennes")
        juror.refresh_from_db()
        assert juror.named_publicly_at
        assert juror.employer == "Université de Rennes"
        post(juror.user, asked, public_name="Awa Diop")
        juror.refresh_from_db()
        assert juror.named_publicly_at is None

    def test_it_undoes_nothing_that_came_meanwhile(self, campaign: Any) -> None:
        juror = JurorFactory()
        form = PresentationForm({"employer": "Université de Rennes"}, instance=Juror.objects.get(pk=juror.pk))
        assert form.is_valid()
        Juror.objects.filter(pk=juror.pk).update(state=JurorState.WITHDRAWN)
        form.save()
        juror.refresh_from_db()
        assert (juror.state, juror.employer) == (JurorState.WITHDRAWN, "Université de Rennes")

    def test_what_the_association_says_of_her_is_not_hers_to_say(self, campaign: Any, post: Any) -> None:
        juror = JurorFactory()
        post(juror.user, reverse("jury_presentation"), is_president="on", quality="elected", state="withdrawn")
        juror.refresh_from_db()
        assert (juror.is_president, juror.quality, juror.state) == (False, "expert", JurorState.ACCEPTED)


def test_what_was_typed_waits_for_who_signs_in_again(campaign: Any, client: Any) -> None:
    juror = JurorFactory()
    CollectivityFactory(code="56053")
    form = reverse("jury_link_with", args=["communes", "56053"])
    client.post(form, {"kind": "family", "note": "Ma sœur y est adjointe."})
    assert not Interest.objects.exists()
    client.force_login(juror.user)
    assert "Ma sœur y est adjointe." in client.get(form).text


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_queries_does_not_grow(
    count: int, campaign: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    juror = JurorFactory()
    for _ in range(count):
        AssignmentFactory(juror=juror)
        InterestFactory(juror=juror, kind=InterestKind.BUSINESS)
    client = client_of(juror.user)
    client.get("/jury/")
    with django_assert_max_num_queries(12):
        client.get("/jury/")
    with django_assert_max_num_queries(12):
        client.get(reverse("jury_links"))


class TestPersonalData:
    def test_it_is_exported_but_for_what_was_not_told(self, campaign: Any) -> None:
        juror = InterestFactory(collectivity__name="Elven").juror
        AssignmentFactory(juror=juror, dossier__collectivity__name="Mauron")
        AssignmentFactory(juror=juror, is_proposed=True, dossier__collectivity__name="Arvieu")
        found = held(juror.user)["jury"]
        assert [one["collectivity__name"] for one in found["interests"]] == ["Elven"]
        assert [one["dossier__collectivity__name"] for one in found["dossiers"]] == ["Mauron"]

    def test_what_she_wrote_is_hers_and_her_notes_go_with_her(self, campaign: Any) -> None:
        review = ReviewFactory(notes="Rappeler la mairie.")
        ReviewFactory(notes="D’une autre.")
        user = review.assignment.juror.user
        [written] = held(user)["jury"]["readings"]
        assert (written["opinion"], written["notes"]) == (review.opinion, "Rappeler la mairie.")
        erase(user)
        review.refresh_from_db()
        assert (review.notes, bool(review.opinion)) == ("", True)

    def test_it_is_erased_with_the_account_and_the_readings_stay(self, campaign: Any) -> None:
        juror = InterestFactory().juror
        Juror.objects.filter(pk=juror.pk).update(employer="Université", public_name="Awa Diop")
        done = AssignmentFactory(juror=juror, state=AssignmentState.DONE)
        erase(juror.user)
        juror.user.delete()
        juror.refresh_from_db()
        assert (juror.user, juror.employer, juror.public_name) == (None, "", "")
        assert str(juror) == "Compte supprimé"
        assert Assignment.objects.get(pk=done.pk).state == AssignmentState.DONE
        assert not Interest.objects.exists()


def test_joining_a_team_shows_the_link(campaign: Any, client_of: Any) -> None:
    juror = JurorFactory()
    MembershipFactory(user=juror.user, collectivity__name="Elven")
    assert "vu par le portail" in client_of(juror.user).get(reverse("jury_links")).text


def test_links_are_forgotten_with_the_journal(campaign: Any) -> None:
    kept = InterestFactory()
    old = InterestFactory(
        juror__campaign=CampaignFactory(year=2019, is_past=True, appeals_until=CLOSES.replace(year=2021))
    )
    assert list(forgotten()) == [old]
    call_command("purge_personal_data", verbosity=0)
    assert list(Interest.objects.all()) == [kept]
