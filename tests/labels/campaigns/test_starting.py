"""The millésime that a portal starts with is complete, and says what a jury and a commune need."""

import datetime

import pytest
from django.utils import timezone

from labels.campaigns.dates import moved
from labels.campaigns.starting import start
from labels.enums import DossierPath, Phase, QuestionKind, RuleKind
from labels.models import Campaign, Question, Questionnaire, Section
from tests.labels.factories import CLOSES, PARIS

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return start(2027)


def _asked(name: str, path: str) -> int:
    count: int = Question.objects.filter(section__questionnaire__name=name).on_path(path).count()
    return count


def test_it_is_in_preparation_with_a_calendar_in_the_time_of_paris(campaign: Campaign) -> None:
    assert campaign.phase() == Phase.PREPARATION
    assert campaign.closes_at == CLOSES
    later = timezone.localtime(start(2029).opens_at)
    assert (later.year, later.month, later.hour) == (2028, 4, 9)


def test_a_day_that_a_year_lacks_becomes_the_last_of_its_month() -> None:
    leap = datetime.datetime(2028, 2, 29, 12, tzinfo=PARIS)
    assert moved(leap, 1) == datetime.datetime(2029, 2, 28, 12, tzinfo=PARIS)
    assert moved(None, 1) is None


def test_its_scale_its_rules_and_its_grid(campaign: Campaign) -> None:
    levels = list(campaign.levels.all())
    assert [level.symbols for level in levels] == [0, 1, 2, 3, 4, 5]
    assert [level.threshold for level in levels] == sorted(level.threshold for level in levels)
    assert campaign.criteria.count() == 5
    assert all(criterion.help and criterion.reason for criterion in campaign.criteria.all())
    assert RuleKind.ANSWERS in campaign.rules.values_list("kind", flat=True)
    assert campaign.mentions.filter(on_request=True).exists()


@pytest.mark.parametrize(("name", "short", "full"), [("Village", 19, 35), ("Ville", 19, 46), ("Territoire", 20, 45)])
def test_the_short_path_is_short(campaign: Campaign, name: str, short: int, full: int) -> None:
    assert _asked(name, DossierPath.SHORT) == short
    assert _asked(name, DossierPath.FULL) == full


def test_every_section_brings_points_on_both_paths(campaign: Campaign) -> None:
    assert Section.objects.count() == 3 * 6
    for section in Section.objects.all():
        assert section.weight
        assert any(question.points for question in section.questions.filter(on_short_path=True))


def test_every_kind_of_question_is_there_and_valid(campaign: Campaign) -> None:
    assert set(Question.objects.values_list("kind", flat=True)) == set(QuestionKind.values)
    for question in Question.objects.prefetch_related("choices"):
        question.full_clean()
        shares = [choice.share for choice in question.choices.all()]
        assert bool(shares) == (question.kind in QuestionKind.with_choices())
        if shares:
            assert shares == sorted(shares)
            assert shares[-1] == 100
        for choice in question.choices.all():
            choice.full_clean()
    for section in Section.objects.all():
        section.full_clean()


def test_a_question_has_one_code_and_one_kind_in_every_questionnaire(campaign: Campaign) -> None:
    kinds: dict[tuple[str, str], set[str]] = {}
    for section, code, kind in Question.objects.values_list("section__code", "code", "kind"):
        kinds.setdefault((section, code), set()).add(kind)
    assert all(len(found) == 1 for found in kinds.values())


def test_what_differs_in_a_questionnaire(campaign: Campaign) -> None:
    places = dict(Question.objects.filter(code="lieux").values_list("section__questionnaire__name", "full_at"))
    assert places == {"Village": 1, "Ville": 5, "Territoire": 10}
    territory = Questionnaire.objects.get(for_territories=True)
    assert territory.sections.first().title == "Le territoire"
