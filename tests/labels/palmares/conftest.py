"""A few years of the label."""

import datetime

import pytest

from labels.models import Campaign
from tests.factories import CollectivityFactory
from tests.labels.factories import PARIS, AwardFactory, CampaignFactory, MentionFactory


@pytest.fixture
def towns():
    finistere = CollectivityFactory(is_departement=True, code="29", name="Finistère")
    return {
        "brest": CollectivityFactory(code="29019", name="Brest", departement=finistere, population=140_000),
        "brieuc": CollectivityFactory(code="22278", name="Saint-Brieuc", population=44_000),
        "plouezec": CollectivityFactory(code="22214", name="Plouézec"),
        "mene": CollectivityFactory(code="22046", name="Le Mené", former_codes="22087", population=900),
    }


def past(year: int) -> Campaign:
    """An edition of the past, made public in December of the year before."""
    found: Campaign = CampaignFactory(year=year, is_past=True)
    return found


@pytest.fixture
def palmares(towns):
    """2006 and 2007, on one scale: Brest keeps five arobases, Saint-Brieuc gains one, Plouézec enters."""
    first, second = past(2006), past(2007)
    AwardFactory(campaign=first, collectivity=towns["brest"], symbols=5)
    AwardFactory(campaign=first, collectivity=towns["brieuc"], symbols=2)
    AwardFactory(campaign=second, collectivity=towns["brest"], symbols=5)
    AwardFactory(campaign=second, collectivity=towns["brieuc"], symbols=3).mentions.add(
        MentionFactory(campaign=second, name="Logiciel libre")
    )
    AwardFactory(campaign=second, collectivity=towns["plouezec"], symbols=0)
    return second


EMBARGO = datetime.datetime(2027, 2, 4, 18, 30, tzinfo=PARIS)
