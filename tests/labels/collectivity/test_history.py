"""The years of a label: own and of those who merged, each on its scale, nothing before the embargo is over."""

import datetime

import pytest
import time_machine

from labels.collectivity.chart import RUNG, STEP, chart
from labels.collectivity.history import history_of
from labels.models import Level
from tests.factories import CollectivityFactory
from tests.labels.factories import AwardFactory, CampaignFactory, MentionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return CollectivityFactory(code="56083", name="Hennebont")


def of_four(year):
    """A palmarès of the first years: four arobases at most, and no mention."""
    campaign = CampaignFactory(is_past=True, year=year)
    Level.objects.filter(campaign=campaign, symbols__in=(0, 5)).delete()
    return campaign


def test_who_was_never_labelled_has_none(town):
    assert not history_of(town)
    AwardFactory()
    assert not history_of(town)


def test_every_palmares_is_a_year_with_a_label_or_without(town):
    for year in (2005, 2006, 2007):
        CampaignFactory(is_past=True, year=year)
    AwardFactory(collectivity=town, campaign__year=2005, symbols=1)
    AwardFactory(collectivity=town, campaign__year=2007, symbols=3)
    history = history_of(town)
    assert [(year.year, year.symbols, year.level) for year in history.years] == [
        (2005, 1, "Une arobase sur cinq"), (2006, 0, ""), (2007, 3, "Trois arobases sur cinq"),
    ]  # fmt: skip
    assert [year.year for year in history.labelled] == [2005, 2007]


def test_a_level_is_read_on_the_scale_of_its_year(town):
    AwardFactory(collectivity=town, campaign=of_four(1999), symbols=4)
    AwardFactory(collectivity=town, symbols=4)
    history = history_of(town)
    assert [year.level for year in history.years] == ["Quatre arobases sur quatre", "Quatre arobases sur cinq"]
    assert not history.has_one_scale


def test_a_mention_without_arobase_keeps_the_name_of_its_year(town):
    AwardFactory(collectivity=town, symbols=0)
    history = history_of(town)
    assert history.last.level == "Mention"
    assert history.has_mention


def test_the_labels_of_those_who_merged_are_theirs(town):
    for year, symbols in ((2005, 2), (2006, 3)):
        AwardFactory(
            collectivity=town, campaign__year=year, symbols=symbols, entity_code="56999", entity_name="Saint-Caradec"
        )
    history = history_of(town)
    assert not history.labelled
    assert [(part.name, [year.year for year in part.years]) for part in history.parts] == [
        ("Saint-Caradec", [2006, 2005])
    ]


def test_a_commune_and_one_that_merged_into_it_may_both_be_labelled_in_a_year(town):
    AwardFactory(collectivity=town, symbols=4)
    AwardFactory(collectivity=town, symbols=1, entity_code="56999", entity_name="Saint-Caradec")
    history = history_of(town)
    assert history.last.symbols == 4
    assert history.parts[0].years[0].symbols == 1


def test_a_palmares_under_embargo_is_no_year_yet(town):
    AwardFactory(collectivity=town)
    campaign = CampaignFactory(year=2027, is_settled=True)
    AwardFactory(collectivity=town, campaign=campaign, symbols=5)
    with time_machine.travel(campaign.embargo_until - datetime.timedelta(seconds=1), tick=False):
        assert [year.year for year in history_of(town).years] == [2007]
    with time_machine.travel(campaign.embargo_until, tick=False):
        assert [(year.year, year.symbols) for year in history_of(town).years] == [(2007, 3), (2027, 5)]


@pytest.mark.parametrize("count", [1, 8])
def test_it_costs_the_same_with_few_years_and_with_many(town, count, django_assert_num_queries):
    for year in range(2000, 2000 + count):
        campaign = CampaignFactory(is_past=True, year=year)
        AwardFactory(collectivity=town, campaign=campaign, mentions=[MentionFactory(campaign=campaign)])
    history_of(town)
    with django_assert_num_queries(2):
        assert [year.award.mentions.all()[0].name for year in history_of(town).labelled if year.award]


class TestChart:
    def test_an_arobase_stands_on_each_rung(self, town):
        AwardFactory(collectivity=town, symbols=3)
        drawn = chart(history_of(town).years)
        (column,) = drawn.columns
        first, second, third = column.signs
        assert first - second == second - third == RUNG
        assert third > 0
        assert column.is_last
        assert (drawn.width, column.middle) == (STEP, STEP / 2)

    def test_a_year_without_a_label_is_a_dot_and_a_mention_a_ring(self, town):
        CampaignFactory(is_past=True, year=2006)
        AwardFactory(collectivity=town, symbols=0)
        empty, mention = chart(history_of(town).years).columns
        assert (empty.is_empty, empty.is_mention, empty.signs) == (True, False, ())
        assert (mention.is_empty, mention.is_mention, mention.signs) == (False, True, ())

    def test_a_rung_is_as_long_as_scales_have_it(self, town):
        for year in (1999, 2000):
            of_four(year)
        AwardFactory(collectivity=town)
        rungs = chart(history_of(town).years).rungs
        assert [(rung.start, rung.end) for rung in rungs] == [*[(0, 3 * STEP)] * 4, (2 * STEP, 3 * STEP)]

    def test_years_are_written_where_they_do_not_touch(self, town):
        for year in range(1999, 2017):
            CampaignFactory(is_past=True, year=year)
        AwardFactory(collectivity=town)
        written = [column.year for column in chart(history_of(town).years).columns if column.is_written]
        assert written == [1999, 2005, 2010, 2016]
