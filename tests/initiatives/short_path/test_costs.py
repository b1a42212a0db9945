"""Queries do not grow with what a commune has."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import InitiativePage
from portal.bulk import add_children
from portal.models import User
from tests.factories import sheets

pytestmark = pytest.mark.django_db
MOST_TO_SAVE = 45
MOST_TO_OPEN = 30


def queries(do: Any) -> int:
    with CaptureQueriesContext(connection) as found:
        do()
    return len(found)


def test_opening_and_saving_cost_the_same_among_many(
    sheet: InitiativePage, mene: Any, maryvonne: User, write: Any
) -> None:
    writer = write(maryvonne, sheet)
    writer.save(staff_time="Zéro")
    counted = []
    for text, more in (("Une", 3), ("Deux", 40)):
        add_children(mene, sheets(mene.collectivity, more, start=len(counted) * 100))
        counted.append((queries(writer.open), queries(lambda text=text: writer.save(staff_time=text))))
    assert counted[0] == counted[1]
    assert counted[0][0] <= MOST_TO_OPEN
    assert counted[0][1] <= MOST_TO_SAVE
