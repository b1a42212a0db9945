"""The year of the label that is played on the demonstration, on a campaign of its own with few dossiers."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from home.demo.label import dossiers, jury
from home.demo.label.playing import ASSOCIATION
from home.demo.recording import DemoRecorder
from labels.campaigns.starting import start
from labels.enums import DossierState, Phase
from labels.jury.enums import AssignmentState
from labels.models import Assignment, Award, Campaign, Decision, Dossier
from search.open_data.publishing import is_behind
from tests.factories import CollectivityPageFactory, UserFactory

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
    call_command("play_demo", "reading", verbosity=0)
    assert {states()[code] for code in deposited} == {DossierState.READING}
    own = Assignment.objects.filter(juror__user__email="jury@jury.example")
    others = Assignment.objects.exclude(pk__in=own)
    assert set(others.values_list("state", flat=True)) == {AssignmentState.DONE}
    assert AssignmentState.DONE not in set(own.values_list("state", flat=True))

    call_command("play_demo", "deliberation", verbosity=0)
    assert {states()[code] for code in deposited} == {DossierState.DELIBERATION}
    assert not Decision.objects.exists()

    call_command("play_demo", "embargo", verbosity=0)
    campaign.refresh_from_db()
    assert campaign.phase() == Phase.EMBARGO
    assert Award.objects.filter(campaign=campaign).count() == len(deposited)
    assert not Award.objects.public().exists()

    call_command("play_demo", "published", verbosity=0)
    assert {states()[code] for code in deposited} == {DossierState.PUBLISHED}
    assert Award.objects.public().count() == len(deposited)
    # A draft stays its commune's.
    assert states()[TOWNS[0]] == DossierState.DRAFT


def test_it_goes_all_the_way_at_once(campaign: Campaign) -> None:
    call_command("play_demo", "published", verbosity=0)
    assert Award.objects.public().count() == len(TOWNS) - 1
    assert Decision.objects.public().exclude(opinion="").count() == len(TOWNS) - 1
    assert not is_behind()


@pytest.mark.parametrize("stage", ["reading", "deliberation", "embargo"])
def test_time_does_not_go_back(campaign: Campaign, stage: str) -> None:
    call_command("play_demo", "embargo", verbosity=0)
    with pytest.raises(CommandError, match="settled already"):
        call_command("play_demo", stage, verbosity=0)


def test_without_a_demonstration_nothing_is_played() -> None:
    with pytest.raises(CommandError, match="no campaign"):
        call_command("play_demo", "reading", verbosity=0)
