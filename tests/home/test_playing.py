"""The year of the label that is played on the demonstration, on a campaign of its own with few dossiers."""

import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from collectivities.models import Membership
from home.demo.label import dossiers, jury
from home.demo.label.playing import ASSOCIATION, JUROR
from home.demo.recording import DemoRecorder
from labels.campaigns.starting import start
from labels.enums import AppealState, DossierState, Phase
from labels.jury.enums import AssignmentState
from labels.jury.interests import complete
from labels.models import (
    Appeal,
    Assignment,
    Award,
    Campaign,
    Check,
    Decision,
    Dossier,
    Juror,
    Presence,
    Rectification,
)
from portal.models import User
from search.open_data.publishing import is_behind
from tests.factories import CollectivityPageFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
TOWNS = ("22046", "22214", "56083", "12011")


@pytest.fixture
def campaign() -> Campaign:
    """Four communes that have deposited, one that has not."""
    made = start(timezone.localdate().year + 1)
    today = timezone.now()
    for name, days in (
        ("opens_at", -90), ("closes_at", 20), ("readings_until", 40), ("deliberation_at", 50), ("embargo_until", 90),
        ("appeals_until", 150),
    ):  # fmt: skip
        setattr(made, name, today + datetime.timedelta(days=days))
    made.opened_at = made.opens_at
    made.save()
    towns = [CollectivityPageFactory(collectivity__code=code).collectivity for code in TOWNS]
    states = dict.fromkeys(TOWNS, DossierState.DEPOSITED) | {TOWNS[0]: DossierState.DRAFT}
    dossiers.open_ones(made, towns, states)
    UserFactory(association=True, email=ASSOCIATION)
    jury.seat(made, jury.accounts(DemoRecorder()))
    return made


def states() -> dict[str, str]:
    return dict(Dossier.objects.values_list("collectivity__code", "state"))


def test_it_goes_from_one_moment_to_the_next(campaign: Campaign) -> None:
    deposited = TOWNS[1:]
    call_command("play_demo", "checking", verbosity=0)
    campaign.refresh_from_db()
    assert campaign.phase() == Phase.CLOSED
    assert {states()[code] for code in deposited} == {DossierState.DEPOSITED}
    assert not Check.objects.exists()

    call_command("play_demo", "attribution", verbosity=0)
    assert {states()[code] for code in deposited} == {DossierState.ADMISSIBLE}
    assert not Assignment.objects.exists()
    assert [*Juror.objects.filter(declared_at=None).values_list("user__email", flat=True)] == [JUROR]

    call_command("play_demo", "reading", verbosity=0)
    assert {states()[code] for code in deposited} == {DossierState.READING}
    own = Assignment.objects.filter(juror__user__email="jury@jury.example")
    others = Assignment.objects.exclude(pk__in=own)
    assert set(others.values_list("state", flat=True)) == {AssignmentState.DONE, AssignmentState.RECUSED}
    assert AssignmentState.DONE not in set(own.values_list("state", flat=True))
    assert own.exists()
    asides = Assignment.objects.recused().count()

    call_command("play_demo", "deliberation", verbosity=0)
    assert {states()[code] for code in deposited} == {DossierState.DELIBERATION}
    assert not Decision.objects.exists()

    call_command("play_demo", "embargo", verbosity=0)
    campaign.refresh_from_db()
    assert campaign.phase() == Phase.EMBARGO
    assert Award.objects.filter(campaign=campaign).count() == len(deposited)
    assert not Award.objects.public().exists()
    # Who stepped aside before the readings was out of the room, once.
    assert Assignment.objects.recused().count() == Presence.objects.filter(stepped_out=True).count() == asides > 0

    call_command("play_demo", "published", verbosity=0)
    assert {states()[code] for code in deposited} == {DossierState.PUBLISHED}
    assert Award.objects.public().count() == len(deposited)
    # A draft stays its commune's.
    assert states()[TOWNS[0]] == DossierState.DRAFT


def test_it_goes_all_the_way_at_once(campaign: Campaign, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        call_command("play_demo", "published", verbosity=0)
    assert Award.objects.public().count() == len(TOWNS) - 1
    assert Decision.objects.public().exclude(opinion="").count() == len(TOWNS) - 1
    assert not is_behind()


def test_candidates_appeal_and_say_what_they_think(campaign: Campaign, client_of: Any) -> None:
    collectivities = [dossier.collectivity for dossier in campaign.dossiers.order_by("collectivity__code")]
    own = MembershipFactory(collectivity=collectivities[-1])
    call_command("play_demo", "published", verbosity=0)
    appeals = Appeal.objects.order_by("pk")
    assert [one.state for one in appeals] == [AppealState.FOUNDED, AppealState.STUDIED, AppealState.UNFOUNDED]
    assert (appeals[0].author, appeals[0].dossier.collectivity) == (own.user, own.collectivity)
    assert Rectification.objects.get().award.dossier == appeals[0].dossier
    assert Membership.objects.referents().count() == len(appeals)
    association = client_of(User.objects.get(email=ASSOCIATION))
    for address, said in (
        ("/admin/label/recours/", "Fondé"),
        (f"/label/{campaign}/methode/", "déport"),
        ("/admin/reports/avis-des-candidats/", "candidat"),
    ):
        assert said in association.get(address).text, address


def test_links_that_somebody_declared_stay_declared(campaign: Campaign) -> None:
    call_command("play_demo", "attribution", verbosity=0)
    juror = Juror.objects.get(user__email=JUROR)
    assert complete(juror)
    call_command("play_demo", "attribution", verbosity=0)
    assert not Juror.objects.filter(declared_at=None).exists()


@pytest.mark.parametrize("stage", ["checking", "attribution"])
def test_what_has_readers_does_not_wait_for_them_again(campaign: Campaign, stage: str) -> None:
    call_command("play_demo", "reading", verbosity=0)
    with pytest.raises(CommandError, match="have readers already"):
        call_command("play_demo", stage, verbosity=0)


def test_what_is_admitted_does_not_wait_to_be_again(campaign: Campaign) -> None:
    call_command("play_demo", "attribution", verbosity=0)
    with pytest.raises(CommandError, match="admitted already"):
        call_command("play_demo", "checking", verbosity=0)


@pytest.mark.parametrize("stage", ["checking", "attribution", "reading", "deliberation", "embargo"])
def test_time_does_not_go_back(campaign: Campaign, stage: str) -> None:
    call_command("play_demo", "embargo", verbosity=0)
    with pytest.raises(CommandError, match="settled already"):
        call_command("play_demo", stage, verbosity=0)


def test_without_a_demonstration_nothing_is_played() -> None:
    with pytest.raises(CommandError, match="no campaign"):
        call_command("play_demo", "reading", verbosity=0)
