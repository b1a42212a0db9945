"""France in dots: a cell is a dot, as large as the people in it are many."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collectivities.dots import dots
from tests.factories import CollectivityFactory

pytestmark = pytest.mark.django_db


def drawn(name: str) -> list[str]:
    found = re.search(rf'<path class="{name}" d="([^"]*)"/>', dots())
    return re.findall(r"M\d+ \d+h0", found[1]) if found else []


def test_a_cell_is_as_large_as_its_people_are_many() -> None:
    CollectivityFactory(code="22046", latitude=48.2, longitude=-2.5, population=6_500)
    CollectivityFactory(code="56083", latitude=47.8, longitude=-3.3, population=15_900)
    CollectivityFactory(code="29019", latitude=48.4, longitude=-4.5, population=140_000)
    assert (len(drawn("d1")), len(drawn("d2")), len(drawn("d3"))) == (1, 1, 1)


def test_neighbours_make_one_dot_together() -> None:
    for code in ("22046", "22047"):
        CollectivityFactory(code=code, latitude=48.2, longitude=-2.5, population=6_500)
    assert (len(drawn("d1")), len(drawn("d2"))) == (0, 1)


def test_a_commune_without_a_place_has_no_dot() -> None:
    CollectivityFactory(code="22046", latitude=None, longitude=None)
    assert drawn("d1") == drawn("d2") == drawn("d3") == []


def test_it_is_read_once() -> None:
    dots()
    with CaptureQueriesContext(connection) as queries:
        dots()
    assert len(queries) == 0
    cache.clear()
