"""Admitting many dossiers at once."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from labels.admissibility import admitting
from labels.enums import DossierState
from labels.models import Dossier, JournalEntry
from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
from tests.labels.admissibility.conftest import DEPOSITED
from tests.labels.factories import CampaignFactory, CheckFactory, CheckItemFactory, DossierFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]
ADDRESS = "/admin/label/dossiers/recevables/"


@pytest.fixture
def campaign() -> Any:
    campaign = CampaignFactory()
    CheckItemFactory(campaign=campaign, text="Tout se lit")
    return campaign


def ready(campaign: Any, name: str, *, checked: bool = True) -> Any:
    commune = CollectivityFactory(name=name)
    dossier = DossierFactory(campaign=campaign, collectivity=commune, is_deposited=True, deposited_at=DEPOSITED)
    if checked:
        CheckFactory(dossier=dossier, item=campaign.check_items.get())
    return dossier


def states() -> list[str]:
    return list(Dossier.objects.order_by("collectivity__sort_name").values_list("state", flat=True))


def test_only_those_whose_list_is_complete_are_proposed(campaign: Any, association_client: Client) -> None:
    ready(campaign, "Arvieu")
    ready(campaign, "Brest", checked=False)
    page = association_client.get(ADDRESS).text
    assert "Arvieu" in page
    assert "Brest" not in page
    assert "1 autre dossier reste à vérifier" in page
    assert "<title>Déclarer recevables - " in page


def test_without_a_list_nobody_is_proposed(association_client: Client) -> None:
    campaign = CampaignFactory()
    DossierFactory(campaign=campaign, is_deposited=True)
    assert "Aucun dossier à examiner n’a toute sa liste vérifiée" in association_client.get(ADDRESS).text


def test_those_that_are_ticked_are_admitted_and_told(campaign: Any, association: Any, post: Any) -> None:
    one, other = ready(campaign, "Arvieu"), ready(campaign, "Brest")
    member = MembershipFactory(collectivity=one.collectivity)
    page = post(association, ADDRESS, dossier=[one.pk]).text
    assert "1 dossier recevable sur 1" in page
    assert states() == [DossierState.ADMISSIBLE, DossierState.DEPOSITED]
    assert [message.to for message in mail.outbox] == [[member.user.email]]
    assert JournalEntry.objects.get().dossier == one
    assert other.state == DossierState.DEPOSITED


def test_the_others_are_reported_with_the_reason(campaign: Any, association: Any, post: Any) -> None:
    one, other = ready(campaign, "Arvieu"), ready(campaign, "Brest", checked=False)
    own = ready(campaign, "Cancale")
    MembershipFactory(user=association, collectivity=own.collectivity)
    page = post(association, ADDRESS, dossier=[one.pk, other.pk, own.pk]).text
    assert "1 dossier recevable sur 3" in page
    assert "Reste à vérifier" in page
    assert "n’est pas de l’équipe" in page
    assert states() == [DossierState.ADMISSIBLE, DossierState.DEPOSITED, DossierState.DEPOSITED]


def test_many_are_done_a_part_at_a_time(
    campaign: Any, association: Any, post: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labels.admissibility.admitting_views.AT_ONCE", 2)
    keys = [ready(campaign, f"Ville {place}", checked=place != 1).pk for place in range(5)]
    sent: dict[str, Any] = {"dossier": keys}
    shown = []
    for _ in range(3):
        page = post(association, ADDRESS, **sent).text
        shown.append(re.search(r"(\d) dossiers? recevables? sur (\d)", page).groups())
        sent = {name: re.findall(rf'name="{name}" value="(\d+)"', page) for name in ("dossier", "left", "done")}
    assert shown == [("1", "5"), ("3", "5"), ("4", "5")]
    assert sent == {"dossier": [], "left": [], "done": []}
    assert "Ville 1" in page
    assert states().count(DossierState.ADMISSIBLE) == 4


def test_a_second_click_admits_once(campaign: Any, association: Any, post: Any) -> None:
    one = ready(campaign, "Arvieu")
    for _ in range(2):
        assert "1 dossier recevable sur 1" in post(association, ADDRESS, dossier=[one.pk]).text
    assert JournalEntry.objects.count() == 1


def test_one_that_fails_stops_no_other(campaign: Any, association: Any) -> None:
    keys = [ready(campaign, "Arvieu", checked=False).pk, ready(campaign, "Brest").pk]
    assert admitting.admit_many(keys, campaign, association) == (1, [keys[0]])


@pytest.mark.parametrize("sent", [{}, {"dossier": "x"}, {"dossier": "99999999999999999999"}])
def test_what_makes_no_sense_admits_nobody(sent: dict[str, str], campaign: Any, association: Any, post: Any) -> None:
    ready(campaign, "Arvieu")
    assert post(association, ADDRESS, **sent).status_code == 302
    assert states() == [DossierState.DEPOSITED]


def test_a_draft_or_a_dossier_of_another_year_is_left_alone(campaign: Any, association: Any, post: Any) -> None:
    draft = DossierFactory(campaign=campaign)
    post(association, ADDRESS, dossier=[draft.pk])
    assert states() == [DossierState.DRAFT]


def test_nobody_else_admits(campaign: Any, member: Any, other_member: Any, client: Client, post: Any) -> None:
    one = ready(campaign, "Arvieu")
    for user in (member, other_member, UserFactory()):
        assert post(user, ADDRESS, dossier=[one.pk]).status_code == 403
    assert client.post(ADDRESS, {"dossier": [one.pk]}).status_code == 302
    assert states() == [DossierState.DEPOSITED]
