"""« Campagne en cours »."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from labels.admissibility import figures
from labels.enums import DossierState
from labels.models import Dossier
from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
from tests.labels.factories import (
    CLOSES,
    OPENS,
    AwardFactory,
    CampaignFactory,
    DepositFactory,
    DossierFactory,
    QuestionnaireFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/campagne-en-cours/"
DAY = datetime.timedelta(days=1)
NOW = CLOSES - 10 * DAY


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def campaign() -> Any:
    return CampaignFactory()


def test_it_counts(campaign: Any, association_client: Client) -> None:
    again = DossierFactory(campaign=campaign, is_deposited=True)
    AwardFactory(collectivity=again.collectivity)
    DossierFactory(campaign=campaign)
    found = figures.figures(figures.counted(campaign))
    assert (found.begun, found.deposited, found.firsts) == (2, 1, 1)
    assert association_client.get(ADDRESS).status_code == 200


def test_deposits_are_counted_day_by_day_up_to_the_closing(campaign: Any) -> None:
    for days in (3, 3, 1):
        DossierFactory(campaign=campaign, is_deposited=True, deposited_at=NOW - days * DAY)
    again = DossierFactory(campaign=campaign, is_deposited=True, deposited_at=NOW)
    DepositFactory(dossier=again, received_at=NOW - 2 * DAY)
    days = figures.by_day(campaign)
    assert (days[0].day, days[-1].day) == (OPENS.date(), CLOSES.date())
    counted = [(day.day, day.count, day.total) for day in days if day.count]
    assert counted == [
        ((NOW - 3 * DAY).date(), 2, 2),
        ((NOW - 2 * DAY).date(), 1, 3),
        ((NOW - DAY).date(), 1, 4),
    ]
    assert sum(day.is_ahead for day in days) == 10


def test_one_of_the_grace_period_is_of_the_last_day(campaign: Any) -> None:
    late = CLOSES + datetime.timedelta(minutes=5)
    with time_machine.travel(late + DAY, tick=False):
        DossierFactory(campaign=campaign, is_deposited=True, deposited_at=late)
        assert figures.by_day(campaign)[-1].count == 1


def test_regions_and_classes(campaign: Any) -> None:
    towns = QuestionnaireFactory(campaign=campaign, for_towns=True)
    region = CollectivityFactory(kind="region", code="11", name="Île-de-France")
    DossierFactory(campaign=campaign, questionnaire=towns, collectivity__region=region, is_deposited=True)
    DossierFactory(campaign=campaign, collectivity__region=region)
    counted = figures.counted(campaign)
    assert figures.by_region(counted) == [figures.Share("Île-de-France", 2, 1)]
    assert figures.by_class(counted) == [figures.Share("Village", 1, 0), figures.Share("Ville", 1, 1)]


def test_silent_drafts_are_named_with_whom_to_call(campaign: Any, association_client: Client) -> None:
    member = MembershipFactory(collectivity=CollectivityFactory(name="Arvieu"))
    silent = DossierFactory(campaign=campaign, collectivity=member.collectivity)
    fresh = DossierFactory(campaign=campaign, collectivity__name="Brest")
    Dossier.objects.filter(pk=silent.pk).update(changed_at=NOW - 20 * DAY)
    page = association_client.get(ADDRESS).text
    assert "Arvieu" in page
    assert member.user.email in page
    assert "Brest" not in page
    assert fresh.state == DossierState.DRAFT
    with time_machine.travel(CLOSES + DAY, tick=False):
        assert not figures.silent(campaign)


def test_those_of_last_year_without_a_dossier_are_counted(campaign: Any) -> None:
    earlier = CampaignFactory(year=2026, is_past=True)
    one = DossierFactory(campaign=earlier, is_admissible=True)
    DossierFactory(campaign=earlier, is_admissible=True)
    DossierFactory(campaign=campaign, collectivity=one.collectivity)
    assert figures.absent(campaign) == 1


def test_without_campaign_it_says_so(association_client: Client) -> None:
    assert "Aucun appel à candidatures" in association_client.get(ADDRESS).text


@pytest.mark.parametrize("count", [1, 12])
def test_as_many_queries_for_a_large_campaign(
    count: int, campaign: Any, association_client: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(count):
        member = MembershipFactory()
        DossierFactory(campaign=campaign, collectivity=member.collectivity)
        DossierFactory(campaign=campaign, is_deposited=True)
    Dossier.objects.update(changed_at=NOW - 20 * DAY)
    association_client.get(ADDRESS)
    with django_assert_max_num_queries(19):
        association_client.get(ADDRESS)


def test_nobody_else_reads_it(campaign: Any, member: Any, other_member: Any, client: Client, client_of: Any) -> None:
    for user in (member, other_member, UserFactory()):
        assert client_of(user).get(ADDRESS).status_code == 403
    assert client.get(ADDRESS).status_code == 302
