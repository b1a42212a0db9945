"""The page of the mail: whoever has the link answers for the sheets of one collectivité, and for no other."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import PageLogEntry

from initiatives.enums import Stage
from initiatives.models import FreshnessRequest, InitiativePage
from tests.admin import queries
from tests.factories import CollectivityPageFactory, InitiativePageFactory, MembershipFactory, UserFactory

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
    public = client.get(sheet.get_url()).text
    assert f"Arrêtée en {date_format(timezone.localdate(), 'F Y')}." in public
    assert "À jour." not in public
    asked, _heading, stopped = client.get(address).text.partition("Vous les avez dites arrêtées")
    assert "Le bus" not in asked
    assert f'href="/espace/communes/22046/initiatives/{sheet.pk}/#id_difficulties"' in stopped


def test_that_it_ended_is_taken_back(client: Client, sheet: Any, address: str) -> None:
    sheet.stage = Stage.TRIAL
    sheet.save()
    client.post(address, {"arretee": sheet.pk})
    for _twice in range(2):
        client.post(address, {"reprise": sheet.pk})
    sheet.refresh_from_db()
    assert (sheet.stage, sheet.ended_on, sheet.confirmed_on) == (Stage.TRIAL, None, timezone.localdate())
    assert PageLogEntry.objects.filter(page=sheet.pk, action="initiatives.restart").count() == 1
    assert "Le bus" not in client.get(address).text


def test_an_end_that_tells_no_stage_is_taken_back_too(client: Client, sheet: Any, address: str) -> None:
    client.post(address, {"arretee": sheet.pk})
    PageLogEntry.objects.filter(page=sheet.pk, action="initiatives.stop").update(data={})
    assert client.post(address, {"reprise": sheet.pk}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.stage == Stage.RUNNING


def test_queries_do_not_grow_with_the_sheets(client: Client, mene: Any, sheet: Any, address: str) -> None:
    def more(count: int) -> int:
        for _ in range(count):
            InitiativePageFactory(parent=mene, confirmed_on=OLD)
            ended = InitiativePageFactory(parent=mene, confirmed_on=OLD)
            client.post(address, {"arretee": ended.pk})
        return queries(client, address)

    assert more(1) == more(5)


def test_what_the_editor_says_ended_is_not_taken_back(client: Client, mene: Any, address: str) -> None:
    sheet = InitiativePageFactory(parent=mene, stage=Stage.STOPPED, confirmed_on=OLD)
    client.post(address, {"reprise": sheet.pk})
    sheet.refresh_from_db()
    assert sheet.stage == Stage.STOPPED


def test_that_it_ended_is_taken_back_while_the_link_serves(client: Client, sheet: Any, address: str) -> None:
    client.post(address, {"arretee": sheet.pk})
    PageLogEntry.objects.update(timestamp=timezone.now() - datetime.timedelta(days=121))
    client.post(address, {"reprise": sheet.pk})
    sheet.refresh_from_db()
    assert sheet.stage == Stage.STOPPED


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


@pytest.mark.parametrize("name", ["oui", "arretee", "reprise"])
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


class TestInTheSpace:
    """The same page for a member, without the link of a mail."""

    ADDRESS = "/espace/communes/22046/toujours-en-service/"

    @pytest.fixture
    def member(self, mene: Any) -> Any:
        return MembershipFactory(collectivity=mene.collectivity).user

    def test_the_journal_says_who_answered(self, member: Any, sheet: Any, client_of: Any) -> None:
        client = client_of(member)
        assert "Le bus" in client.get(self.ADDRESS).text
        for name in ("arretee", "reprise"):
            assert client.post(self.ADDRESS, {name: sheet.pk}).headers["Location"] == self.ADDRESS
        entries = PageLogEntry.objects.filter(page=sheet.pk).order_by("timestamp")
        assert [(one.action, one.user) for one in entries if one.user] == [
            ("initiatives.stop", member),
            ("initiatives.restart", member),
        ]

    def test_it_asks_for_the_token_of_a_form(self, member: Any, sheet: Any) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(member)
        assert "csrfmiddlewaretoken" in client.get(self.ADDRESS).text
        assert client.post(self.ADDRESS, {"arretee": sheet.pk}).status_code == 403

    def test_the_space_leads_there_and_asks_what_was_learnt(self, member: Any, sheet: Any, client_of: Any) -> None:
        client = client_of(member)
        home = "/espace/communes/22046/"
        assert f'href="{self.ADDRESS}"' in client.get(home).text
        client.post(self.ADDRESS, {"arretee": sheet.pk})
        page = client.get(home).text
        assert "Le bus » vous a appris" in page.replace("\xa0", " ")
        assert f'href="{sheet.lessons_address}"' in page
        sheet.refresh_from_db()
        sheet.difficulties = "<p>Personne ne conduisait.</p>"
        sheet.save_revision().publish()
        assert "vous a appris" not in client.get(home).text

    def test_a_sheet_that_was_confirmed_lately_may_end_too(
        self, member: Any, mene: Any, client: Client, client_of: Any, address: str
    ) -> None:
        fresh = InitiativePageFactory(parent=mene, title="La borne", confirmed_on=timezone.localdate())
        # The link of a mail is for what it asks about.
        assert "La borne" not in client.get(address).text
        client.post(address, {"arretee": fresh.pk})
        fresh.refresh_from_db()
        assert fresh.stage == Stage.RUNNING
        signed_in = client_of(member)
        assert f'href="{self.ADDRESS}"' in signed_in.get("/espace/communes/22046/").text
        assert "La borne" in signed_in.get(self.ADDRESS).text
        signed_in.post(self.ADDRESS, {"arretee": fresh.pk})
        fresh.refresh_from_db()
        assert fresh.stage == Stage.STOPPED
        assert '<span class="state warn">Arrêtée</span>' in signed_in.get("/espace/communes/22046/").text

    def test_sheets_of_another_commune_are_out_of_reach(self, member: Any, client_of: Any) -> None:
        other = InitiativePageFactory(parent=CollectivityPageFactory(), confirmed_on=OLD)
        client_of(member).post(self.ADDRESS, {"arretee": other.pk})
        other.refresh_from_db()
        assert other.stage == Stage.RUNNING


def test_the_page_of_a_mail_gives_no_cookie(client: Client, sheet: Any, address: str) -> None:
    assert not client.get(address).cookies


def test_it_is_the_same_for_who_is_signed_in(client_of: Any, sheet: Any, address: str) -> None:
    assert re.search("Le bus", client_of(UserFactory()).get(address).text)
