"""What is checked in every dossier of a campaign, written by the association."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Revision

from labels.admissibility.starting import start_checklist
from labels.models import Campaign, CheckItem
from tests.factories import UserFactory
from tests.labels.admissibility.conftest import World
from tests.labels.factories import CampaignFactory, CheckFactory, CheckItemFactory, UsualReasonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]
ADDRESS = "/admin/label/dossiers/verifications/"


def formset(name: str, rows: list[dict[str, Any]], initial: int) -> dict[str, Any]:
    values: dict[str, Any] = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": initial}
    for place, row in enumerate(rows):
        values |= {f"{name}-{place}-{key}": value for key, value in {"ORDER": place + 1, "DELETE": "", **row}.items()}
    return values


def form(world: World, items: list[dict[str, Any]], initial: int = 2) -> dict[str, Any]:
    reason = {"id": world.reason.pk, "kind": world.reason.kind, "text": world.reason.text}
    return {**formset("check_items", items, initial), **formset("usual_reasons", [reason], 1)}


def rows(world: World) -> list[dict[str, Any]]:
    return [{"id": item.pk, "text": item.text, "help": item.help} for item in world.items]


def test_a_point_is_added_while_dossiers_are_examined(world: World, association: Any, post: Any) -> None:
    CheckFactory(dossier=world.dossier, item=world.items[0])
    added = {"id": "", "text": "Rien ne désigne un habitant", "help": ""}
    answer = post(association, ADDRESS, **form(world, [*rows(world), added]))
    assert answer.status_code == 302
    assert [item.text for item in world.campaign.check_items.order_by("sort_order")][2] == added["text"]
    assert world.dossier.checks.count() == 1
    revision = Revision.objects.for_instance(world.campaign).get()
    assert (len(revision.content["check_items"]), revision.user) == (3, association)


def test_the_way_back_says_what_the_page_is(world: World, association: Any, client_of: Any) -> None:
    own = client_of(association).get(ADDRESS).context["breadcrumbs_items"][-1]
    assert (own["label"], own["sublabel"]) == ("Ce qui se vérifie", str(world.campaign))


def test_one_is_taken_away_with_what_was_noted_of_it(world: World, association: Any, post: Any) -> None:
    CheckFactory(dossier=world.dossier, item=world.items[0])
    first, second = rows(world)
    assert post(association, ADDRESS, **form(world, [{**first, "DELETE": "on"}, second])).status_code == 302
    assert [item.text for item in CheckItem.objects.all()] == ["Tout se lit"]
    assert not world.dossier.checks.exists()


def test_the_campaign_itself_does_not_change(world: World, association: Any, post: Any) -> None:
    before = Campaign.objects.values().get()
    post(association, ADDRESS, year="2031", **form(world, rows(world)))
    assert {**Campaign.objects.values().get(), "latest_revision_id": None} == {**before, "latest_revision_id": None}


def test_bad_input_is_said_and_kept(world: World, association: Any, post: Any) -> None:
    first, second = rows(world)
    answer = post(association, ADDRESS, **form(world, [{**first, "text": "x" * 151}, second]))
    assert answer.status_code == 422
    assert "x" * 151 in answer.text
    same = post(association, ADDRESS, **form(world, [{**first, "text": second["text"]}, second]))
    assert same.status_code == 422
    assert CheckItem.objects.filter(text=first["text"]).exists()


def test_once_the_palmares_is_settled_it_changes_no_more(
    world: World, association: Any, client_of: Any, post: Any
) -> None:
    Campaign.objects.update(settled_at=world.campaign.closes_at)
    first, second = rows(world)
    post(association, ADDRESS, **form(world, [{**first, "DELETE": "on"}, second]))
    assert CheckItem.objects.count() == 2
    assert "la liste ne change plus" in client_of(association).get(ADDRESS).text


def test_a_first_list_is_ours_and_the_next_the_last_one(association: Any, client_of: Any, post: Any) -> None:
    first = CampaignFactory(year=2026, is_past=True)
    campaign = CampaignFactory()
    assert "Partir de la liste proposée" in client_of(association).get(ADDRESS).text
    post(association, ADDRESS, start="1")
    assert campaign.check_items.count() == 6
    assert campaign.usual_reasons.count() == 7
    CheckItem.objects.all().delete()
    CheckItemFactory(campaign=first, text="Le nôtre")
    UsualReasonFactory(campaign=first)
    campaign.usual_reasons.all().delete()
    assert "Reprendre la liste de 2026" in client_of(association).get(ADDRESS).text
    post(association, ADDRESS, start="1")
    assert [item.text for item in campaign.check_items.all()] == ["Le nôtre"]
    assert campaign.usual_reasons.count() == 1


def test_beginning_twice_makes_one_list() -> None:
    campaign = CampaignFactory()
    start_checklist(campaign)
    start_checklist(campaign)
    assert campaign.check_items.count() == 6


def test_nobody_else_writes_it(world: World, member: Any, other_member: Any, client: Client, post: Any) -> None:
    for user in (member, other_member, UserFactory()):
        assert post(user, ADDRESS, start="1").status_code == 403
    assert client.post(ADDRESS, {"start": "1"}).status_code == 302
