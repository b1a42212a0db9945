"""Answers in words."""

from decimal import Decimal

import pytest

from labels.writing.saying import counted


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("1", "lieux", "lieu"),
        ("0", "bureaux", "bureau"),
        ("1.5", "heures par semaine", "heure par semaine"),
        ("2", "lieux", "lieux"),
        ("1", "mois", "mois"),
        ("1", "locaux", "locaux"),
        ("1", "€ par habitant et par an", "€ par habitant et par an"),
        ("1", "", ""),
    ],
)
def test_a_unit_is_singular_below_two(number: str, unit: str, said: str) -> None:
    assert counted(unit, Decimal(number)) == said
