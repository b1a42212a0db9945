"""The yearly question: to whom it goes, when, and never twice."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectivities.reference.merging import absorb
from initiatives.enums import Stage
from initiatives.models import FreshnessRequest
from initiatives.yearly import sending
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory, MembershipFactory

pytestmark = pytest.mark.django_db
OLD = datetime.date(2020, 1, 1)
NOW = timezone.now()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def send(django_capture_on_commit_callbacks: Any) -> Any:
    def at(moment: datetime.datetime) -> tuple[int, int]:
        with django_capture_on_commit_callbacks(execute=True):
            return sending.send_due(moment)

    return at


@pytest.fixture
def mene() -> Any:
    page = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    MembershipFactory(collectivity=page.collectivity, user__email="mairie@mene.example", user__first_name="Anne")
    return page


def old_sheet(page: Any, **more: Any) -> Any:
    return InitiativePageFactory(parent=page, **{"confirmed_on": OLD, **more})


def test_each_member_gets_one_mail_that_names_the_sheets(mene: Any, send: Any) -> None:
    MembershipFactory(collectivity=mene.collectivity, user__email="adjoint@mene.example")
    MembershipFactory(collectivity=mene.collectivity, user__is_active=False)
    old_sheet(mene, title="La vieille")
    old_sheet(mene, title="La jamais dite", confirmed_on=None)
    InitiativePageFactory(parent=mene, title="La fraîche", confirmed_on=timezone.localdate())
    assert send(NOW) == (1, 0)
    assert sorted(message.to for message in mail.outbox) == [["adjoint@mene.example"], ["mairie@mene.example"]]
    message = mail.outbox[0]
    assert "2 fiches" in message.subject
    assert "La vieille (confirmée en janvier 2020)" in message.body
    assert "La jamais dite" in message.body
    assert "La fraîche" not in message.body
    link = FreshnessRequest.objects.get().address
    assert link in message.body
    assert f'href="{link}"' in message.alternatives[0][0]


@pytest.mark.parametrize(
    "more",
    [{"stage": Stage.STOPPED}, {"live": False}, {"confirmed_on": timezone.localdate()}],
    ids=["stopped", "a draft", "confirmed"],
)
def test_nothing_is_asked_of_what_needs_no_answer(mene: Any, send: Any, more: dict[str, Any]) -> None:
    old_sheet(mene, **more)
    assert send(NOW) == (0, 0)
    assert not FreshnessRequest.objects.exists()


def test_nobody_is_asked_where_nobody_can_answer(send: Any) -> None:
    page = CollectivityPageFactory()
    MembershipFactory(collectivity=page.collectivity, user__is_active=False)
    old_sheet(page)
    assert send(NOW) == (0, 0)


def test_those_that_would_be_asked_about_soon_are_in_the_same_mail_and_cause_none(mene: Any, send: Any) -> None:
    soon = timezone.localdate() - datetime.timedelta(days=330)
    old_sheet(mene, title="Bientôt", confirmed_on=soon)
    assert send(NOW) == (0, 0)
    old_sheet(mene, title="La vieille")
    send(NOW)
    assert "Bientôt" in mail.outbox[0].body


def test_a_second_run_of_the_day_sends_nothing(mene: Any, send: Any) -> None:
    old_sheet(mene)
    send(NOW)
    assert send(NOW) == (0, 0)
    assert send(NOW + 29 * DAY) == (0, 0)
    assert len(mail.outbox) == 1


def test_two_reminders_then_silence_until_the_next_year(mene: Any, send: Any) -> None:
    old_sheet(mene)
    days = [0, 30, 45, 60, 90, 120, 200, 364, 365, 366, 395]
    sent = [send(NOW + day * DAY)[0] for day in days]
    assert dict(zip(days, sent, strict=True)) == {
        0: 1, 30: 1, 45: 0, 60: 1, 90: 0, 120: 0, 200: 0, 364: 0, 365: 1, 366: 0, 395: 1,
    }  # fmt: skip
    subjects = [message.subject for message in mail.outbox]
    assert [("attend toujours" in subject) for subject in subjects] == [False, True, True, False, True]


def test_the_next_year_has_a_link_of_its_own(mene: Any, send: Any) -> None:
    old_sheet(mene)
    send(NOW)
    first = FreshnessRequest.objects.get().token
    send(NOW + 30 * DAY)
    assert FreshnessRequest.objects.get().token == first
    send(NOW + 365 * DAY)
    assert FreshnessRequest.objects.get().token != first


def test_who_answered_is_not_reminded(mene: Any, send: Any) -> None:
    sheet = old_sheet(mene)
    send(NOW)
    sheet.confirm()
    assert send(NOW + 30 * DAY) == (0, 0)


def test_a_run_that_stops_in_the_middle_goes_on_and_repeats_nothing(mene: Any, send: Any, monkeypatch: Any) -> None:
    towns = [mene, *(CollectivityPageFactory() for _ in range(3))]
    for number, page in enumerate(towns):
        MembershipFactory(collectivity=page.collectivity, user__email=f"m{number}@mairie.example")
        old_sheet(page)
    mails, real = [], sending.send_mail

    def broken(template: str, to: list[str], context: Any, language: str) -> None:
        if "m2@mairie.example" in to:
            raise OSError("the disk is full")
        mails.append(to)
        real(template, to, context, language)

    monkeypatch.setattr(sending, "send_mail", broken)
    assert send(NOW) == (3, 1)
    assert FreshnessRequest.objects.count() == 3
    monkeypatch.setattr(sending, "send_mail", real)
    mail.outbox.clear()
    assert send(NOW) == (1, 0)
    assert [message.to for message in mail.outbox] == [["m2@mairie.example"]]


def test_the_command_tells_and_fails_aloud(mene: Any, capsys: Any, monkeypatch: Any) -> None:
    old_sheet(mene)
    call_command("ask_still_running", "--dry-run")
    assert "1 collectivités have something to confirm." in capsys.readouterr().out
    assert not FreshnessRequest.objects.exists()
    call_command("ask_still_running")
    assert "1 collectivités asked." in capsys.readouterr().out
    FreshnessRequest.objects.all().delete()

    def fail(*args: Any, **options: Any) -> None:
        raise OSError

    monkeypatch.setattr(sending, "send_mail", fail)
    with pytest.raises(CommandError):
        call_command("ask_still_running")


def test_queries_for_each_collectivite_do_not_grow_with_its_sheets(mene: Any) -> None:
    def count() -> int:
        FreshnessRequest.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            sending.send_due(NOW)
        return len(queries)

    old_sheet(mene)
    few = count()
    for _ in range(20):
        old_sheet(mene)
    assert count() == few


def test_a_merged_commune_is_asked_once(mene: Any, send: Any) -> None:
    other = CollectivityFactory(code="22999", name="Le Mené-Collinée")
    for collectivity in (mene.collectivity, other):
        FreshnessRequest.objects.create(collectivity=collectivity, asked_at=NOW, last_sent_at=NOW)
    absorb(mene.collectivity, other)
    assert FreshnessRequest.objects.get().collectivity == other
