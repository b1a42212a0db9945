"""The shared public queryset, at any size."""

import pytest
from django.db import connection
from wagtail.models import PageViewRestriction

from initiatives.models import InitiativePage
from tests.factories import CollectivityPageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db


def test_what_is_below_a_private_page_is_not_public_and_its_neighbour_is():
    closed = InitiativePageFactory(parent=CollectivityPageFactory())
    neighbour = InitiativePageFactory(parent=CollectivityPageFactory())
    PageViewRestriction.objects.create(page=closed.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    assert list(InitiativePage.objects.live_public("fr")) == [neighbour]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of SQLite")
def test_sqlite_does_not_read_every_page_for_each_page():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = InitiativePage.objects.live_public("fr").explain()

    assert "SEARCH closed USING INTEGER PRIMARY KEY" in plan
    assert "SCAN closed" not in plan
