"""Once a campaign is open, nothing of what it asks changes; part of its calendar may."""

import datetime
from typing import Any

import pytest
from django.db import transaction

from labels.freezing import OF_CAMPAIGN, FrozenError, thawed
from labels.models import Campaign, Choice, EligibilityRule, Question, Questionnaire, Section
from tests.labels.factories import (
    CLOSES,
    CampaignFactory,
    CriterionFactory,
    DossierFactory,
    MentionFactory,
    QuestionFactory,
    QuestionnaireFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def _rows(campaign: Campaign) -> list[Any]:
    """One row of each kind that a campaign holds."""
    question = QuestionFactory(section__questionnaire__campaign=campaign, is_choice=True)
    with thawed():
        rule = EligibilityRule.objects.create(campaign=campaign, kind="presentation")
    return [
        campaign.levels.first(), MentionFactory(campaign=campaign), rule, CriterionFactory(campaign=campaign),
        question.section.questionnaire, question.section, question, question.choices.first(),
    ]  # fmt: skip


def test_every_kind_of_content_is_watched() -> None:
    assert {type(row) for row in _rows(CampaignFactory())} == set(OF_CAMPAIGN)


def test_what_an_open_campaign_asks_is_neither_changed_nor_erased() -> None:
    for row in _rows(CampaignFactory()):
        with pytest.raises(FrozenError):
            row.save()
        with pytest.raises(FrozenError), transaction.atomic():
            row.delete()


def test_nothing_is_added_to_an_open_campaign() -> None:
    question = QuestionFactory(is_choice=True)
    with pytest.raises(FrozenError):
        Question.objects.create(section=question.section, code="autre", kind="text", text="Et encore ?")
    with pytest.raises(FrozenError):
        Choice.objects.create(question=question, code="autre", label="Autre")
    with pytest.raises(FrozenError):
        Questionnaire.objects.create(campaign=question.section.questionnaire.campaign, name="Hameau")


def test_nothing_leaves_an_open_campaign() -> None:
    question = QuestionFactory()
    other = QuestionnaireFactory(campaign__year=2028, campaign__is_prepared=True)
    question.section = Section.objects.create(questionnaire=other, code="autre", title="Autre")
    with pytest.raises(FrozenError):
        question.save()


def test_a_campaign_in_preparation_changes() -> None:
    for row in reversed(_rows(CampaignFactory(is_prepared=True))):
        row.save()
        row.delete()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", 2028), ("introduction", "Autre."), ("grace_minutes", 60), ("opens_at", CLOSES - DAY),
        ("closes_at", CLOSES - DAY), ("closes_at", None),
    ],
)  # fmt: skip
def test_what_an_open_campaign_says_does_not_change(field: str, value: Any) -> None:
    campaign = CampaignFactory()
    setattr(campaign, field, value)
    with pytest.raises(FrozenError):
        campaign.save()


@pytest.mark.parametrize(
    ("field", "value"),
    [("closes_at", CLOSES + DAY), ("ceremony_place", "Théâtre de Vannes"), ("settled_at", CLOSES + 40 * DAY)],
)
def test_what_may_still_be_written(field: str, value: Any) -> None:
    campaign = CampaignFactory()
    setattr(campaign, field, value)
    campaign.save(update_fields=[field])


@pytest.mark.parametrize("field", ["opened_at", "settled_at"])
def test_who_saves_the_whole_does_not_move_where_the_year_is(field: str) -> None:
    """Read before somebody opened or settled it, and saved after."""
    campaign = CampaignFactory()
    read_before = Campaign.objects.get(pk=campaign.pk)
    setattr(read_before, field, None if field == "opened_at" else CLOSES)
    with pytest.raises(FrozenError):
        read_before.save()


def test_a_call_is_withdrawn_until_a_dossier_is_begun() -> None:
    campaign = CampaignFactory()
    for moment in (None, CLOSES - DAY):
        campaign.opened_at = moment
        campaign.save(update_fields=["opened_at"])
    DossierFactory(campaign=campaign)
    campaign.opened_at = None
    with pytest.raises(FrozenError):
        campaign.save(update_fields=["opened_at"])


def test_an_open_campaign_is_not_erased() -> None:
    with pytest.raises(FrozenError), transaction.atomic():
        CampaignFactory().delete()
    CampaignFactory(year=2030, is_prepared=True).delete()
