"""The year of a label follows its calendar, in the time of Paris."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from labels.enums import Phase
from labels.models import Campaign, Questionnaire
from tests.factories import CollectivityFactory
from tests.labels.factories import CLOSES, OPENS, PARIS, CampaignFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)
GRACE = datetime.timedelta(minutes=15)
EMBARGO = datetime.datetime(2027, 2, 4, 18, 30, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (OPENS - SECOND, Phase.ANNOUNCED),
        (OPENS, Phase.OPEN),
        (CLOSES, Phase.OPEN),
        (CLOSES + SECOND, Phase.GRACE),
        (CLOSES + GRACE, Phase.GRACE),
        (CLOSES + GRACE + SECOND, Phase.CLOSED),
        (EMBARGO + SECOND, Phase.CLOSED),
    ],
)
def test_the_phase_of_a_moment(moment: datetime.datetime, phase: Phase) -> None:
    assert CampaignFactory().phase(moment) == phase


def test_a_campaign_that_was_not_opened_is_in_preparation_whatever_the_day() -> None:
    assert CampaignFactory(is_prepared=True).phase(OPENS + SECOND) == Phase.PREPARATION


@pytest.mark.parametrize(("moment", "phase"), [(EMBARGO - SECOND, Phase.EMBARGO), (EMBARGO, Phase.PUBLISHED)])
def test_a_settled_palmares_is_published_by_the_clock(moment: datetime.datetime, phase: Phase) -> None:
    campaign = CampaignFactory(is_settled=True)
    assert campaign.phase(moment) == phase
    with time_machine.travel(moment, tick=False):
        assert campaign.is_published is (phase == Phase.PUBLISHED)
        assert Campaign.objects.published().exists() is (phase == Phase.PUBLISHED)


def test_the_closing_is_of_paris_in_winter_too() -> None:
    """The clocks go back between the opening and the closing: 23:59:59 in Paris is an hour later in UTC."""
    campaign = CampaignFactory()
    campaign.refresh_from_db()
    assert campaign.closes_at.astimezone(datetime.UTC).hour == 22
    assert campaign.opens_at.astimezone(datetime.UTC).hour == 7


@pytest.mark.parametrize(
    "changes",
    [
        {"closes_at": OPENS - SECOND},
        {"readings_until": CLOSES - SECOND},
        {"opens_at": EMBARGO},
        {"embargo_until": None},
        {"is_settled": True, "embargo_until": None, "opened_at": None},
    ],
)
def test_the_database_refuses_a_calendar_that_cannot_be(changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignFactory(**changes)


def test_members_work_on_the_last_campaign_that_called() -> None:
    CampaignFactory(year=2006, is_past=True)
    called, _coming = CampaignFactory(), CampaignFactory(year=2028, is_prepared=True)
    with time_machine.travel(OPENS - SECOND, tick=False):
        assert Campaign.objects.current() is None
    with time_machine.travel(OPENS, tick=False):
        assert Campaign.objects.current() == called


@pytest.mark.parametrize(
    ("population", "name"),
    [(41, "Village"), (3_499, "Village"), (3_500, "Ville"), (500_000, "Ville"), (None, "Village")],
)
def test_the_questionnaire_of_a_commune_follows_its_population(population: int | None, name: str) -> None:
    campaign = QuestionnaireFactory().campaign
    QuestionnaireFactory(for_towns=True)
    QuestionnaireFactory(of_territories=True)
    commune = CollectivityFactory(population=population)
    assert Questionnaire.objects.for_collectivity(campaign, commune).name == name


def test_a_territory_has_its_own_questionnaire() -> None:
    campaign = QuestionnaireFactory().campaign
    territory = CollectivityFactory(intercommunal=True)
    assert Questionnaire.objects.for_collectivity(campaign, territory) is None
    expected = QuestionnaireFactory(of_territories=True)
    assert Questionnaire.objects.for_collectivity(campaign, territory) == expected
