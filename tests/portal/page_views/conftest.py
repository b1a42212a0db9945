"""Readers, and what was counted of them."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from portal.models import DailyViews
from portal.page_views.tally import tally

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """The counts of the process are those of the test alone."""
    tally.forget()
    yield
    tally.forget()


@pytest.fixture
def reader() -> Client:
    """Somebody with a browser, who is not signed in."""
    return Client(headers={"User-Agent": BROWSER})


def counted() -> dict[int, int]:
    """By page, the views that reached the database."""
    tally.flush()
    return dict(DailyViews.objects.values_list("page", "views"))


def viewed(page: Any, day: datetime.date, views: int) -> DailyViews:
    return DailyViews.objects.create(page_id=page.pk, day=day, views=views)
