"""A whole campaign of the label on the 236 dossiers of the demonstration, from the call to the opinion that is read:
what one person does is done in the browser; what hundreds do besides is played by the demonstration itself.
"""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from home.demo.label import playing
from labels.campaigns.addresses import campaign_address
from labels.freezing import thawed
from labels.models import Assignment, Campaign, Dossier
from portal.models import User
from tests.browser.campaign import applying, checking, reading
from tests.browser.campaign.world import Candidate, who_has_not_begun, who_writes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
DAY = datetime.timedelta(days=1)


class World:
    """The demonstration, its people, and a clock."""

    def __init__(self, clock: Any) -> None:
        self.clock = clock
        self.association = User.objects.get(email="association@demo.example")
        self.president = User.objects.get(email="presidence@demo.example")
        self.juror = User.objects.get(email="jury@demo.example")
        self.writer, self.newcomer = who_writes(self.campaign), who_has_not_begun(self.campaign)

    @property
    def campaign(self) -> Campaign:
        return Campaign.objects.order_by("-year")[0]

    def travel(self, moment: datetime.datetime | None) -> None:
        assert moment
        self.clock.move_to(moment)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    call_command("load_collectivities", stdout=io.StringIO())
    call_command("load_demo", stdout=io.StringIO())
    with time_machine.travel(datetime.datetime.now(datetime.UTC)) as clock:
        yield World(clock)


def test_a_campaign_from_the_call_to_the_opinion(
    world: World, open_page: Any, context_of: Any, live_server: Any
) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    today = datetime.datetime.now(datetime.UTC)
    world.travel(world.campaign.opens_at - DAY)
    with thawed():
        Campaign.objects.filter(pk=world.campaign.pk).update(opened_at=None)
    applying.open_the_call(
        open_page(campaign_address(world.campaign, "overview"), context=context_of(world.association, 1280))
    )
    world.travel(today)
    for candidate, path in ((world.writer, "Parcours complet"), (world.newcomer, "Parcours court")):
        apply(open_page(candidate.space, width=360, context=context_of(candidate.user)), candidate, path)
    assert world.campaign.dossiers.count() == 237

    world.travel(world.campaign.grace_until + DAY)
    association = open_page("/admin/", context=context_of(world.association, 1280))
    first = Dossier.objects.to_examine().filter(campaign=world.campaign).first()
    association.goto(f"{live_server.url}{reverse('dossiers:edit', args=[first.pk])}")
    checking.check_one(association)
    playing.check_all(world.campaign, world.association)
    association.goto(f"{live_server.url}{reverse('dossiers:admit_many')}")
    checking.admit_the_others(association)

    juror = open_page("/jury/liens/", context=context_of(world.juror, 1280))
    linked = world.newcomer.collectivity
    checking.declare_a_link(juror, linked.name, linked.code)
    association.goto(f"{live_server.url}{reverse('jury_admin:assignment')}")
    checking.give_readers(association)
    assert not readings_of(world.juror).filter(dossier__collectivity=linked).exists()

    juror.goto(f"{live_server.url}{reverse('jury_reading_next')}")
    reading.read_the_next(juror)
    playing.read_all(world.campaign)


def readings_of(user: User) -> Any:
    return Assignment.objects.filter(juror__user=user)


def apply(page: Any, candidate: Candidate, path: str) -> None:
    page.get_by_role("link", name=re.compile("^Dossier")).first.click()
    if Dossier.objects.filter(collectivity=candidate.collectivity, state="draft").exists():
        applying.take_path(page, path)
        applying.carry_over(page)
    else:
        applying.begin(page, path)
    applying.answer_what_is_left(page)
    applying.deposit(page)
