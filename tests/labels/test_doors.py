"""Nothing of a palmarès leaves the portal before its second, by any door; at that second, every door is open.

What each door answers under embargo is, to the last header, what it answers where there is no such palmarès.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import URLResolver, get_resolver

from labels import urls
from labels.freezing import thawed
from labels.models import Campaign
from tests.factories import CollectivityFactory
from tests.labels.doors import DOORS, EARLIER, KEY, NAME, NO_DOORS, YEAR
from tests.labels.factories import PARIS, AwardFactory, CampaignFactory

pytestmark = pytest.mark.django_db
EMBARGO = datetime.datetime(2027, 2, 4, 18, 30, tzinfo=PARIS)
MINUTE, SECOND = datetime.timedelta(minutes=1), datetime.timedelta(seconds=1)
PUBLIC = {
    "social_image", "sitemap_file", "lister_labels", "open_data", "open_data_file", "open_data_catalogue",
}  # fmt: skip
"""Addresses and operations of other apps that speak of awards too."""


@pytest.fixture(autouse=True)
def _kept_elsewhere(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    settings.PORTAL_PAGE_CACHE_SECONDS = 600


@pytest.fixture
def campaign() -> Campaign:
    """That whose embargo ends, and one that everybody reads. Nothing else will change until then."""
    town = CollectivityFactory(code="59668", name=NAME)
    AwardFactory(campaign=CampaignFactory(year=EARLIER, is_past=True))
    found: Campaign = CampaignFactory(year=YEAR, is_settled=True)
    AwardFactory(pk=KEY, campaign=found, collectivity=town, symbols=5)
    return found


@pytest.mark.parametrize("door", DOORS)
def test_a_door_says_nothing_until_its_second(campaign: Campaign, door: str) -> None:
    told, mark = DOORS[door].told, DOORS[door].mark
    with time_machine.travel(EMBARGO - MINUTE, tick=False) as clock:
        under_embargo = told()
        assert mark not in under_embargo
        clock.move_to(EMBARGO - SECOND)
        assert mark not in told()
        clock.move_to(EMBARGO)
        assert mark in told()
        clock.move_to(EMBARGO + MINUTE)
        assert mark in told()


@pytest.mark.parametrize("door", DOORS)
def test_under_embargo_a_door_answers_as_if_there_were_nothing(campaign: Campaign, door: str) -> None:
    with time_machine.travel(EMBARGO - MINUTE, tick=False):
        under_embargo = DOORS[door].told()
        campaign.awards.all().delete()
        campaign.settled_at = None
        campaign.save(update_fields=["settled_at"])
        assert DOORS[door].told() == under_embargo
        with thawed():
            campaign.levels.all().delete()
            campaign.delete()
        assert DOORS[door].told() == under_embargo


def test_no_door_is_forgotten() -> None:
    """Every public address of the label is in the table, or is said to be no door."""
    opened = {name for door in DOORS.values() for name in door.opens}
    assert opened & set(NO_DOORS) == set()
    assert opened | set(NO_DOORS) == {*names(urls), *PUBLIC}


PRIVATE = ("space_", "jury")
"""What members and jurors read has tables of its own: rights, and what is told in which state."""


def names(resolver: Any) -> Iterator[str]:
    for pattern in resolver.urlpatterns if hasattr(resolver, "urlpatterns") else resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern)
        elif pattern.name and not pattern.name.startswith(PRIVATE):
            yield str(pattern.name)


def test_the_addresses_of_the_label_are_those_of_the_portal() -> None:
    known = set(get_resolver().reverse_dict)
    assert set(names(urls)) <= known
