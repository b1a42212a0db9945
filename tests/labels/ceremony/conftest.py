"""A palmarès that is settled for 2027 and under embargo, with one that everybody reads."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from labels.models import Campaign
from tests.factories import CollectivityFactory, CollectivityPageFactory, CustomImageFactory, png
from tests.labels.factories import PARIS, AwardFactory, CampaignFactory, MentionFactory

EMBARGO = datetime.datetime(2027, 2, 4, 18, 30, tzinfo=PARIS)
MINUTE = datetime.timedelta(minutes=1)
SECRET = "Zuydcoote"
"""The name of a laureate that nobody else has."""


@pytest.fixture(autouse=True)
def _kept_elsewhere(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def settled() -> Campaign:
    """Five arobases for Zuydcoote, in its first year; one for Hennebont, with a mention, which had none before."""
    found: Campaign = CampaignFactory(is_settled=True)
    north = CollectivityFactory(is_region=True, code="32", name="Hauts-de-France")
    nord = CollectivityFactory(is_departement=True, code="59", name="Nord", region=north)
    town = CollectivityFactory(code="59668", name=SECRET, departement=nord, region=north, population=1_600)
    AwardFactory(campaign=found, collectivity=town, symbols=5)
    morbihan = CollectivityFactory(is_departement=True, code="56", name="Morbihan")
    hennebont = CollectivityFactory(code="56083", name="Hennebont", departement=morbihan, population=15_900)
    AwardFactory(campaign__year=2007, campaign__is_past=True, collectivity=hennebont, symbols=0)
    award = AwardFactory(campaign=found, collectivity=hennebont, symbols=1, is_honorary=True)
    award.mentions.add(MentionFactory(campaign=found, name="Logiciel libre"))
    return found


@pytest.fixture
def before(settled: Campaign) -> Iterator[None]:
    """A minute before the end of the embargo."""
    with time_machine.travel(EMBARGO - MINUTE, tick=False):
        yield


def with_photo(code: str, **page: Any) -> Any:
    """The page of a commune, with a photo whose files are made."""
    name = default_storage.save(f"images/{code}.webp", ContentFile(png()))
    image = CustomImageFactory(credit="Service communication")
    type(image).objects.filter(pk=image.pk).update(sources={"webp": {"800": name}})
    collectivity = CollectivityFactory(code=code)
    return CollectivityPageFactory(collectivity=collectivity, image=image, **page)
