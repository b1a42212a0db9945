"""Who reads minutes, and what is taken away."""

import hashlib
from typing import Any

import pytest

from labels.enums import Actor
from labels.minutes.sealing import seal_sitting
from labels.models import Minutes
from labels.permissions import can_read_minutes
from labels.settling.settling import settle
from tests.factories import MembershipFactory, UserFactory
from tests.labels.documents.broken import assert_said, break_compiler
from tests.labels.factories import CampaignFactory, InterestFactory, JurorFactory, SittingFactory
from tests.labels.minutes.world import Held, held

pytestmark = pytest.mark.django_db
LIST = "/jury/deliberation/proces-verbaux/"


@pytest.fixture
def minutes(ended: Held) -> Minutes:
    return seal_sitting(ended.sitting, None)


def _addresses(minutes: Minutes) -> list[str]:
    return [LIST, f"{LIST}{minutes.pk}.pdf", f"{LIST}{minutes.pk}.json"]


def test_minutes_that_cannot_be_printed_are_told(
    minutes: Minutes, association: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.PRIVATE_ROOT = tmp_path
    break_compiler(monkeypatch)
    assert_said(client_of(association).get(f"{LIST}{minutes.pk}.pdf"))


@pytest.mark.parametrize(
    ("leads", "is_kept_from_one", "is_published", "expected"),
    [
        (False, False, False, False),
        (False, False, True, False),
        (True, False, False, True),
        (True, True, False, False),
        (True, True, True, True),
    ],
)
def test_the_rule(*, leads: bool, is_kept_from_one: bool, is_published: bool, expected: bool) -> None:
    found = can_read_minutes(leads=leads, is_kept_from_one=is_kept_from_one, is_published=is_published)
    assert found is expected


@pytest.mark.parametrize("who", ["president", "association", "superuser"])
def test_who_leads_reads_them(who: str, ended: Held, minutes: Minutes, client_of: Any) -> None:
    user = {"president": ended.president.user}.get(who) or UserFactory(**{who: True})
    page, pdf, data = (client_of(user).get(address) for address in _addresses(minutes))
    assert minutes.fingerprint in page.text
    assert "Séance 1, à huis clos" in page.text
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="proces-verbal-2027-1.pdf"'
    assert data.headers["Content-Disposition"] == 'attachment; filename="proces-verbal-2027-1.json"'
    assert hashlib.sha256(data.content).hexdigest() == minutes.fingerprint
    assert all("no-store" in answer.headers["Cache-Control"] for answer in (page, pdf, data))


@pytest.mark.parametrize("who", ["anonymous", "nobody", "member", "juror", "invited"])
def test_nobody_else_does(who: str, ended: Held, minutes: Minutes, client_of: Any, client: Any) -> None:
    if who == "anonymous":
        assert {client.get(address).status_code for address in _addresses(minutes)} == {302}
        return
    if who == "juror":
        # In the room: one who is not is led to its door.
        SittingFactory(campaign=ended.campaign).attendances.create(juror=ended.juror)
    user = {
        "nobody": UserFactory,
        "member": lambda: MembershipFactory(collectivity=ended.decisions[0].dossier.collectivity).user,
        "juror": lambda: ended.juror.user,
        "invited": lambda: JurorFactory(campaign=ended.campaign, is_invited=True).user,
    }[who]()
    assert {client_of(user).get(address).status_code for address in _addresses(minutes)} == {404}


@pytest.mark.parametrize("who", ["president", "association"])
def test_who_may_not_read_a_dossier_waits_for_the_palmares(
    who: str, ended: Held, minutes: Minutes, client_of: Any, clock: Any
) -> None:
    town = ended.decisions[0].dossier.collectivity
    if who == "president":
        InterestFactory(juror=ended.president, collectivity=town)
        user = ended.president.user
    else:
        user = UserFactory(association=True)
        MembershipFactory(user=user, collectivity=town)
    client = client_of(user)
    page, pdf, data = (client.get(address) for address in _addresses(minutes))
    assert "quand le palmarès sera public" in page.text
    assert minutes.fingerprint not in page.text
    assert (pdf.status_code, data.status_code) == (404, 404)
    settle(ended.campaign.pk, Actor.PRESIDENT, ended.president.user)
    assert client.get(_addresses(minutes)[1]).status_code == 404
    clock.move_to(ended.campaign.embargo_until)
    client = client_of(user)
    page, pdf, data = (client.get(address) for address in _addresses(minutes))
    assert minutes.fingerprint in page.text
    assert (pdf.status_code, data.status_code) == (200, 200)


def test_the_association_keeps_those_of_every_year(ended: Held, minutes: Minutes, client_of: Any, clock: Any) -> None:
    settle(ended.campaign.pk, Actor.PRESIDENT, ended.president.user)
    clock.move_to(ended.campaign.embargo_until)
    held(CampaignFactory(year=2028))
    client = client_of(UserFactory(association=True))
    assert {client.get(address).status_code for address in _addresses(minutes)} == {200}


def test_the_list_has_as_many_queries_whatever_its_length(
    ended: Held, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(ended.president.user)
    counts = []
    for _turn in range(2):
        for _one in range(5):
            seal_sitting(SittingFactory(campaign=ended.campaign, is_over=True), None)
        client.get(LIST)
        with django_assert_max_num_queries(19) as queries:
            client.get(LIST)
        counts.append(len(queries))
        assert not any('"content", "labels_minutes"."fingerprint"' in query["sql"] for query in queries)
    assert counts[0] == counts[1]
