"""Last year's campaign, whole, for the year to come."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from labels.campaigns.duplicating import YearTakenError, duplicate, next_year
from labels.enums import Phase
from labels.models import Campaign, Choice, Criterion, EligibilityRule, Level, Mention, Question, Questionnaire, Section
from tests.labels.factories import CampaignFactory

pytestmark = pytest.mark.django_db
CONTENT: dict[Any, str] = {
    Level: "campaign", Mention: "campaign", EligibilityRule: "campaign", Criterion: "campaign",
    Questionnaire: "campaign", Section: "questionnaire__campaign", Question: "section__questionnaire__campaign",
    Choice: "question__section__questionnaire__campaign",
}  # fmt: skip
OWN = {"id", "campaign_id", "questionnaire_id", "section_id", "question_id", "latest_revision_id"}


def _rows(model: Any, campaign: Campaign) -> list[dict[str, Any]]:
    rows = model.objects.filter(**{CONTENT[model]: campaign}).order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in OWN} for row in rows]


def test_everything_is_copied_with_its_codes(prepared: Campaign) -> None:
    copy = duplicate(prepared)
    assert copy.year == 2028
    assert copy.introduction == prepared.introduction
    for model in CONTENT:
        assert _rows(model, copy) == _rows(model, prepared)
        assert len(_rows(model, copy)) > 2


def test_dates_move_by_a_year_in_the_time_of_paris_and_the_copy_is_in_preparation(prepared: Campaign) -> None:
    Campaign.objects.filter(pk=prepared.pk).update(opened_at=timezone.now())
    prepared.refresh_from_db()
    copy = duplicate(prepared)
    assert copy.phase() == Phase.PREPARATION
    closes_at = timezone.localtime(copy.closes_at)
    assert (closes_at.year, closes_at.month, closes_at.day, closes_at.hour, closes_at.second) == (2027, 11, 12, 23, 59)


def test_the_copy_is_for_the_year_after_the_last(prepared: Campaign) -> None:
    CampaignFactory(year=2030, is_prepared=True)
    copy = duplicate(prepared)
    assert copy.year == next_year() - 1 == 2031
    assert timezone.localtime(copy.closes_at).year == 2030


def test_two_at_once_make_one(prepared: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labels.campaigns.duplicating.next_year", lambda: 2028)
    duplicate(prepared)
    with pytest.raises(YearTakenError, match="2028 existe déjà"):
        duplicate(prepared)
    assert Campaign.objects.count() == 2


def test_a_copy_is_whole_or_is_not(prepared: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(rows: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(Choice.objects, "bulk_create", broken)
    with pytest.raises(YearTakenError):
        duplicate(prepared)
    assert Campaign.objects.count() == 1
    assert not Section.objects.exclude(questionnaire__campaign=prepared).exists()
