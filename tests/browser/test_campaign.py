"""A whole campaign of the label on the 236 dossiers of the demonstration, from the call to the opinion that is read:
what one person does is done in the browser; what hundreds do besides is played by the demonstration itself.
"""

import datetime
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from home.demo.label import playing
from labels.campaigns.addresses import campaign_address
from labels.freezing import thawed
from labels.models import Assignment, Award, Campaign, Dossier, Presence
from portal.models import User
from tests.browser.campaign import applying, awarding, checking, deciding, reading
from tests.browser.campaign.world import Candidate, who_has_not_begun, who_writes

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
DAY = datetime.timedelta(days=1)


@dataclass
class World:
    """The demonstration, its people, a clock, and browsers. The campaign is read again each time: it lives."""

    clock: Any
    opened: Callable[..., Page]

    def __post_init__(self) -> None:
        self.today = datetime.datetime.now(datetime.UTC)
        self.association = User.objects.get(email="association@demo.example")
        self.president = User.objects.get(email="presidence@jury.example")
        self.juror = User.objects.get(email="jury@jury.example")
        self.writer, self.newcomer = who_writes(self.campaign), who_has_not_begun(self.campaign)

    @property
    def campaign(self) -> Campaign:
        return Campaign.objects.order_by("-year")[0]

    @property
    def awards(self) -> Any:
        return Award.objects.filter(campaign=self.campaign)

    def travel(self, moment: datetime.datetime | None) -> None:
        assert moment
        self.clock.move_to(moment)

    def of(self, address: str, user: User, width: int = 1280) -> Page:
        """The page of an address, in a browser where somebody has just signed in."""
        return self.opened(address, user, width)


@pytest.fixture
def world(db: None, open_page: Any, context_of: Any) -> Iterator[World]:
    call_command("load_collectivities", stdout=io.StringIO())
    call_command("load_demo", stdout=io.StringIO())

    def opened(address: str, user: User | None, width: int) -> Page:
        page: Page = open_page(address, width=width, context=context_of(user, width) if user else None)
        return page

    with time_machine.travel(datetime.datetime.now(datetime.UTC)) as clock:
        yield World(clock, opened)


def test_a_campaign_from_the_call_to_the_opinion(world: World, live_server: Any) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    the_call_is_made(world)
    dossiers_are_deposited(world)
    they_are_admitted_and_given_readers(world, live_server.url)
    they_are_read(world)
    the_jury_decides(world, live_server.url)
    the_palmares_is_settled_and_nobody_knows(world, live_server.url)
    the_envelopes_are_opened(world, live_server.url)


def the_call_is_made(world: World) -> None:
    """The demonstration has made it already: a day before, it is to be made."""
    world.travel(world.campaign.opens_at - DAY)
    with thawed():
        Campaign.objects.filter(pk=world.campaign.pk).update(opened_at=None)
    applying.open_the_call(world.of(campaign_address(world.campaign, "overview"), world.association))
    world.travel(world.today)


def dossiers_are_deposited(world: World) -> None:
    for candidate, path in ((world.writer, "Parcours complet"), (world.newcomer, "Parcours court")):
        page = world.of(candidate.space, candidate.user, 360)
        page.get_by_role("link", name=re.compile("^Dossier")).first.click()
        if Dossier.objects.filter(collectivity=candidate.collectivity, state="draft").exists():
            applying.take_path(page, path)
            applying.carry_over(page)
        else:
            applying.begin(page, path)
        applying.answer_what_is_left(page)
        applying.deposit(page)
    assert world.campaign.dossiers.count() == 237


def they_are_admitted_and_given_readers(world: World, home: str) -> None:
    world.travel(world.campaign.grace_until + DAY)
    first = Dossier.objects.to_examine().filter(campaign=world.campaign).first()
    page = world.of(reverse("dossiers:edit", args=[first.pk]), world.association)
    checking.check_one(page)
    playing.check_all(world.campaign, world.association)
    page.goto(f"{home}{reverse('dossiers:admit_many')}")
    checking.admit_the_others(page)
    # Those that were to be completed, and were not, are taken as they are.
    playing.admit_all(world.campaign, world.association)

    linked = world.newcomer.collectivity
    checking.declare_a_link(world.of("/jury/liens/", world.juror), linked.name, linked.code)
    page.goto(f"{home}{reverse('jury_admin:assignment')}")
    checking.give_readers(page)
    own = Assignment.objects.filter(juror__user=world.juror, dossier__campaign=world.campaign)
    assert own.exists()
    assert not own.filter(dossier__collectivity=linked).exists()


def they_are_read(world: World) -> None:
    reading.read_the_next(world.of(reverse("jury_reading_next"), world.juror))
    playing.read_all(world.campaign)


def the_jury_decides(world: World, home: str) -> None:
    world.travel(world.campaign.deliberation_at)
    queue = reverse("jury_deliberation")
    association = world.of("/jury/deliberation/", world.association)
    deciding.open_the_room(association)
    deciding.decide(world.of(room(world.writer), world.president), "Trois arobases")

    # Where she has a link, nothing is there for her, and the decision says that she was out of the room.
    written, linked = world.writer.collectivity, world.newcomer.collectivity
    juror = world.of(f"{queue}?q={written.name}", world.juror)
    expect(juror.get_by_role("link", name=written.full_name)).to_be_visible()
    juror.goto(f"{home}{queue}?q={linked.name}")
    expect(juror.get_by_text("Aucun dossier n’est dans tous ces filtres à la fois.")).to_be_visible()
    refused = juror.goto(f"{home}{room(world.newcomer)}")
    assert refused
    assert refused.status == 404
    association.goto(f"{home}{room(world.newcomer)}")
    deciding.decide(association, "Deux arobases")
    assert Presence.objects.get(decision__dossier__collectivity=linked, juror__user=world.juror).stepped_out

    playing.decide_all(world.campaign, world.president)
    association.goto(f"{home}{reverse('jury_deliberation_door')}")
    deciding.end_the_sitting(association)


def the_palmares_is_settled_and_nobody_knows(world: World, home: str) -> None:
    deciding.settle(world.of(reverse("jury_palmares"), world.association), world.campaign.year)
    assert world.awards.count() == world.campaign.dossiers.exclude(state="draft").count()
    anybody = world.opened("/palmares/", None, 1280)
    for address in (f"/palmares/{world.campaign.year}/", verified(world)):
        hidden = anybody.goto(f"{home}{address}")
        assert hidden
        assert hidden.status == 404


def the_envelopes_are_opened(world: World, home: str) -> None:
    """At the second of the ceremony, everybody reads the palmarès; a label is verified, an opinion read."""
    world.travel(world.campaign.embargo_until)
    call_command("publish_palmares", stdout=io.StringIO())
    stage = world.of(f"/admin/ceremonie/{world.campaign.year}/", world.association, 1920)
    awarding.open_the_envelopes(stage, "Mention", world.awards.count())
    anybody = world.opened(f"/palmares/{world.campaign.year}/", None, 1280)
    expect(anybody.get_by_role("heading", level=1)).to_have_text(f"Le palmarès {world.campaign.year}")
    anybody.goto(f"{home}{verified(world)}")
    awarding.verify(anybody, world.writer.collectivity.name)
    awarding.read_the_opinion(world.of(world.writer.space, world.writer.user, 360))


def room(candidate: Candidate) -> str:
    """Where the jury decides on a candidate."""
    dossier = Dossier.objects.filter(collectivity=candidate.collectivity).latest("campaign__year")
    return reverse("jury_deliberation_dossier", args=[dossier.pk])


def verified(world: World) -> str:
    code = world.awards.get(collectivity=world.writer.collectivity).code
    return reverse("label_proof", args=[code])
