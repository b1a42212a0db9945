"""No door of the collectivités and of the search says anything of a palmarès before its second."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from labels.models import Award
from search import documents, labels
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory, theme
from tests.labels.factories import AwardFactory, CampaignFactory, DecisionFactory, DossierFactory
from tests.labels.town_doors import TOWN, TOWN_DOORS, UNREGISTERED, YEAR
from tests.search.indexing import index

pytestmark = pytest.mark.django_db
SEALED = re.compile(r'value="[\w:.-]{40,}"')
"""What forms carry against forgery is another each time."""
SECOND = datetime.timedelta(seconds=1)
DOORS = pytest.mark.parametrize(("address", "mark"), TOWN_DOORS.values(), ids=list(TOWN_DOORS))


@pytest.fixture
def embargo() -> Any:
    """When the secret is over."""
    campaign = CampaignFactory(year=YEAR, is_settled=True)
    CampaignFactory(is_past=True, year=2007)
    kreiz = CollectivityFactory(intercommunal=True, code="200067932", name="Kreiz")
    town = CollectivityFactory(code=TOWN, name="Hennebont", intercommunality=kreiz)
    plouezec = CollectivityFactory(code=UNREGISTERED, name="Plouézec", intercommunality=kreiz)
    with time_machine.travel(campaign.embargo_until - 2 * SECOND, tick=False):
        page = CollectivityPageFactory(collectivity=town)
        own = InitiativePageFactory(parent=page, title="Une lanterne", slug="lanterne", themes=[theme()])
        dossier = DossierFactory(campaign=campaign, collectivity=town, state="labelled")
        DecisionFactory(dossier=dossier, symbols=5, opinion="Une fontaine d’idées.")
        AwardFactory(collectivity=town, campaign=campaign, symbols=5, dossier=dossier)
        AwardFactory(collectivity=plouezec, campaign=campaign, symbols=2)
        index(own)
        documents.write_collectivities()
    return campaign.embargo_until


def answer(address: str) -> str:
    response: Any = Client().get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.status_code} {SEALED.sub('', body.decode())}"


@DOORS
def test_before_it_nothing_tells_a_portal_with_awards_from_one_without(embargo: Any, address: str, mark: str) -> None:
    with time_machine.travel(embargo - SECOND, tick=False):
        labels.follow()
        told = answer(address)
        Award.objects.filter(campaign__year=YEAR).delete()
        cache.clear()
        assert told == answer(address)
    assert mark not in told


@DOORS
def test_from_it_on_it_is_told(embargo: Any, address: str, mark: str) -> None:
    with time_machine.travel(embargo, tick=False):
        labels.follow()
        assert mark in answer(address)
