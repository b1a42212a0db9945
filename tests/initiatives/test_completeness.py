"""The completeness of a sheet."""

import datetime

import pytest

from initiatives.completeness import CRITERIA, TYPE_CRITERIA, completeness
from initiatives.models import OnlineProcedure
from tests.factories import (
    EAdministrationPageFactory,
    EducationPageFactory,
    InitiativePageFactory,
    PublicAccessPageFactory,
    theme,
)

pytestmark = pytest.mark.django_db

FULL = {
    "body": [("paragraph", "<p>La trésorerie a fermé.</p>")],
    "cost_first_year": 0,
    "staff_time": "0,5 ETP",
    "results": "<ul><li>1 870 passages</li></ul>",
    "difficulties": "<ul><li>L'assurance</li></ul>",
    "success_conditions": "<ul><li>Un horaire fixe</li></ul>",
    "transposable": "Oui",
    "started_on": datetime.date(2005, 9, 1),
    "contact_role": "L'animatrice",
}


def labels(page):
    return {criterion.fields[0] for criterion in completeness(page).missing}


def test_an_empty_sheet_misses_everything():
    page = InitiativePageFactory(summary="")

    assert completeness(page).percent == 0
    assert len(completeness(page).missing) == len(CRITERIA)


def test_the_most_useful_is_asked_for_first():
    weights = [criterion.weight for criterion in completeness(InitiativePageFactory(summary="")).missing]

    assert weights == sorted(weights, reverse=True)


def test_a_sheet_that_says_all_but_the_photo_and_the_public_misses_these_two():
    page = InitiativePageFactory(**FULL, themes=[theme()])

    assert labels(page) == {"image", "audiences"}
    assert completeness(page).percent == round(100 * 22 / 24)


def test_a_cost_of_nothing_is_a_cost():
    assert "cost_first_year" not in labels(InitiativePageFactory(cost_first_year=0))


def test_one_of_several_fields_is_enough():
    assert "cost_first_year" not in labels(InitiativePageFactory(cost_detail="Payé par le département."))


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (InitiativePageFactory, set()),
        (PublicAccessPageFactory, {"address", "opening_periods"}),
        (EAdministrationPageFactory, {"service_url", "procedures"}),
        (EducationPageFactory, {"establishments"}),
    ],
)
def test_each_type_has_criteria_of_its_own(factory, fields):
    names = {item.criterion.fields[0] for item in completeness(factory()).items}

    assert names & {criterion.fields[0] for criterion in TYPE_CRITERIA} == fields


def test_rows_count_as_soon_as_there_is_one():
    page = EAdministrationPageFactory()
    assert "procedures" in labels(page)

    page.procedures = [OnlineProcedure(name="Acte de naissance")]

    assert "procedures" not in labels(page)
