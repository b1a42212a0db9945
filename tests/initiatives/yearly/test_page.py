"""The page of the mail: whoever has the link answers for the sheets of one collectivité, and for no other."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from initiatives.enums import Stage
from initiatives.models import FreshnessRequest, InitiativePage
from tests.factories import CollectivityPageFactory, InitiativePageFactory, UserFactory

pytestmark = pytest.mark.django_db
OLD = datetime.date(2020, 1, 1)


@pytest.fixture
def mene() -> Any:
    return CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")


@pytest.fixture
def sheet(mene: Any) -> InitiativePage:
    return InitiativePageFactory(parent=mene, title="Le bus", confirmed_on=OLD, started_on=datetime.date(2005, 1, 1))


@pytest.fixture
def address(mene: Any) -> str:
    now = timezone.now()
    asked = FreshnessRequest.objects.create(collectivity=mene.collectivity, asked_at=now, last_sent_at=now)
    return f"/toujours-en-service/{asked.token}/"


def test_opening_it_confirms_nothing(client: Client, sheet: Any, address: str) -> None:
    page = client.get(address)
    assert "Le bus" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    client.head(address)
    sheet.refresh_from_db()
    assert sheet.confirmed_on == OLD


def test_yes_without_signing_in(client: Client, sheet: Any, address: str) -> None:
    for _twice in range(2):
        assert client.post(address, {"oui": sheet.pk}).headers["Location"] == address
    sheet.refresh_from_db()
    assert (sheet.confirmed_on, sheet.stage) == (timezone.localdate(), Stage.RUNNING)
    assert PageLogEntry.objects.filter(page=sheet.pk, action="initiatives.confirm").count() == 1
    assert "Merci, tout est à jour" in client.get(address).text


def test_a_service_that_ended_keeps_its_page_and_says_so(client: Client, sheet: Any, address: str) -> None:
    client.post(address, {"arretee": sheet.pk})
    sheet.refresh_from_db()
    assert (sheet.stage, sheet.ended_on, sheet.live) == (Stage.STOPPED, timezone.localdate(), True)
    assert client.get(sheet.get_url()).status_code == 200
    assert "Le bus" not in client.get(address).text


def test_what_is_being_written_does_not_take_the_end_back(client: Client, sheet: Any, address: str) -> None:
    sheet.title = "Le bus bleu"
    sheet.save_revision()
    client.post(address, {"arretee": sheet.pk})
    InitiativePage.objects.get(pk=sheet.pk).latest_revision.publish()
    sheet.refresh_from_db()
    assert (sheet.title, sheet.stage) == ("Le bus bleu", Stage.STOPPED)


def test_a_service_that_has_not_begun_ends_without_a_date(client: Client, mene: Any, address: str) -> None:
    later = timezone.localdate() + datetime.timedelta(days=10)
    sheet = InitiativePageFactory(parent=mene, confirmed_on=OLD, started_on=later)
    client.post(address, {"arretee": sheet.pk})
    sheet.refresh_from_db()
    assert (sheet.stage, sheet.ended_on) == (Stage.STOPPED, None)


def test_all_at_once(client: Client, mene: Any, sheet: Any, address: str) -> None:
    InitiativePageFactory(parent=mene, confirmed_on=None)
    assert "Toutes sont toujours en service" in client.get(address).text
    client.post(address, {"toutes": "1"})
    assert set(InitiativePage.objects.values_list("confirmed_on", flat=True)) == {timezone.localdate()}


@pytest.mark.parametrize("name", ["oui", "arretee"])
def test_sheets_of_another_commune_and_drafts_are_out_of_reach(
    client: Client, mene: Any, address: str, name: str
) -> None:
    others = [
        InitiativePageFactory(parent=CollectivityPageFactory(), confirmed_on=OLD),
        InitiativePageFactory(parent=mene, confirmed_on=OLD, live=False),
    ]
    for other in others:
        client.post(address, {name: other.pk})
        other.refresh_from_db()
        assert (other.confirmed_on, other.stage) == (OLD, Stage.RUNNING)


@pytest.mark.parametrize("value", ["", "x", "-1", "99999999999999999999", "1 OR 1=1", "\x00"])
def test_odd_answers_change_nothing(client: Client, sheet: Any, address: str, value: str) -> None:
    assert client.post(address, {"oui": value}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.confirmed_on == OLD


def test_an_old_or_false_link_leads_to_the_space(client: Client, sheet: Any, address: str) -> None:
    FreshnessRequest.objects.update(asked_at=timezone.now() - datetime.timedelta(days=121))
    for one in (address, "/toujours-en-service/inconnu/"):
        assert client.get(one).status_code == 404
        assert 'href="/espace/"' in client.get(one).text
        assert client.post(one, {"oui": sheet.pk}).status_code == 404
    sheet.refresh_from_db()
    assert sheet.confirmed_on == OLD


def test_it_is_the_same_for_who_is_signed_in(client_of: Any, sheet: Any, address: str) -> None:
    assert re.search("Le bus", client_of(UserFactory()).get(address).text)
