"""What a theme cost others: what is counted, and what is never told of too few."""

from typing import Any

import pytest
from wagtail.models import Locale

from collectivities.enums import SizeClass
from initiatives.enums import Measure, Stage
from initiatives.models import InitiativePage
from initiatives.project.costs import FEWEST, Figure, costs, rounded
from tests.factories import CollectivityPageFactory, InitiativePageFactory, theme
from tests.search.hidden import make_private

pytestmark = pytest.mark.django_db
YEARLY = Measure.YEARLY


def town(population: int = 3_200) -> Any:
    return CollectivityPageFactory(collectivity__population=population)


def sheets(amounts: list[int], **values: Any) -> list[InitiativePage]:
    """A sheet of another commune for each amount."""
    return [
        InitiativePageFactory(parent=town(), themes=[theme()], **{"cost_yearly": amount, **values})
        for amount in amounts
    ]


def known(measure: Measure = YEARLY, language: str = "fr") -> Figure:
    return next(one for one in costs(theme(language=language)).figures if one.measure == measure)


def test_it_is_the_middle_half_of_the_communes():
    sheets([1_000, 2_000, 3_000, 4_000, 90_000])
    found = known()
    assert (found.low, found.middle, found.high) == (2_000, 3_000, 4_000)
    assert (found.sheets, found.communes) == (5, 5)


def test_each_measure_rests_on_what_was_written_of_it():
    sheets([1_000] * 5, setup_months=6)
    assert (known().low, known().high) == (1_000, 1_000)
    assert (known(Measure.SETUP).middle, known(Measure.SETUP).communes) == (6, 5)
    assert known(Measure.FIRST_YEAR) == Figure(Measure.FIRST_YEAR, 0, 0)


def test_nothing_costs_nothing():
    sheets([0] * 5)
    assert known().is_told
    assert (known().low, known().middle, known().high) == (0, 0, 0)


def test_four_communes_are_too_few():
    assert FEWEST == 5
    sheets([1_000, 2_000, 3_000, 4_000])
    found = known()
    assert not found.is_told
    assert (found.low, found.middle, found.high, found.communes) == (0, 0, 0, 4)
    assert not costs(theme()).is_told


def test_two_communes_with_ten_sheets_are_not_five_communes():
    for parent in (town(), town()):
        InitiativePageFactory.create_batch(5, parent=parent, themes=[theme()], cost_yearly=1_000)
    found = known()
    assert (found.sheets, found.communes, found.is_told) == (10, 2, False)


def test_a_commune_with_many_sheets_does_not_decide_alone():
    sheets([1_000, 2_000, 3_000, 4_000])
    InitiativePageFactory.create_batch(20, parent=town(), themes=[theme()], cost_yearly=900_000)
    found = known()
    assert (found.low, found.middle, found.high) == (2_000, 3_000, 4_000)
    assert (found.sheets, found.communes) == (24, 5)


@pytest.mark.parametrize("how", ["draft", "private", "private commune", "project", "other theme", "untold"])
def test_what_nobody_may_read_or_nobody_tried_does_not_count(how):
    sheets([1_000, 2_000, 3_000, 4_000])
    values: dict[str, Any] = {
        "draft": {"live": False},
        "project": {"stage": Stage.PROJECT},
        "other theme": {"themes": [theme("e-administration")]},
        "untold": {"cost_yearly": None},
    }.get(how, {})
    page = InitiativePageFactory(parent=town(), **{"themes": [theme()], "cost_yearly": 5_000, **values})
    if how == "private":
        make_private(page)
    if how == "private commune":
        make_private(page.get_parent())
    assert known().communes == 4
    assert not known().is_told


def test_a_stopped_one_counts_it_was_paid_for():
    sheets([1_000, 2_000, 3_000, 4_000])
    sheets([5_000], stage=Stage.STOPPED)
    assert known().is_told


def test_a_translation_is_the_same_sheet_and_every_language_tells_the_same():
    first, *_others = sheets([1_000, 2_000, 3_000, 4_000])
    for code in ("en", "br"):
        copy = first.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True)
        copy.save_revision().publish()
    assert (known().sheets, known().communes) == (4, 4)
    sheets([5_000])
    assert known() == known(language="en") == known(language="br")
    assert known().is_told


def test_the_sizes_are_told_where_five_communes_are_of_it():
    for population in [500] * 5 + [3_000] * 4:
        InitiativePageFactory(parent=town(population), themes=[theme()], cost_yearly=population)
    found = costs(theme())
    assert [size for size, _figures in found.sizes] == [SizeClass.VILLAGE]
    ((_size, figures),) = found.sizes
    village = next(one for one in figures if one.measure == YEARLY)
    assert (village.low, village.high, village.communes) == (500, 500, 5)
    assert known().communes == 9


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, 0), (7, 7), (87, 87), (123, 120), (1_262.5, 1_300), (26_449, 26_000), (999_999_999, 1_000_000_000)],
)
def test_an_amount_is_an_order_of_magnitude(value, shown):
    assert rounded(value) == shown


def test_it_takes_one_query_however_many(django_assert_num_queries):
    asked = theme()
    sheets([1_000, 2_000])
    with django_assert_num_queries(1):
        costs(asked)
    sheets([3_000] * 8)
    with django_assert_num_queries(1):
        assert costs(asked).is_told
