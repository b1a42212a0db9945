"""Reminders on drafts: who has one, when, what it says, and that none leaves twice."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from labels.depositing import depositing
from labels.models import Answer, DraftReminder, Evidence
from labels.reminding import sending
from labels.reminding.sending import keys_to_remind, remind, send_due
from tests.factories import MembershipFactory
from tests.labels.depositing.conftest import Ready, ready_dossier
from tests.labels.factories import CLOSES, OPENS, DossierFactory

DAY = datetime.timedelta(days=1)
TEN_DAYS = CLOSES - 10 * DAY


@pytest.fixture(autouse=True)
def _ten_days_before() -> Iterator[None]:
    with time_machine.travel(TEN_DAYS, tick=False):
        yield


@pytest.fixture
def ready(db: None) -> Ready:
    return ready_dossier()


@pytest.fixture
def run(django_capture_on_commit_callbacks: Any) -> Any:
    def at(moment: datetime.datetime = TEN_DAYS) -> tuple[int, int]:
        with time_machine.travel(moment, tick=False), django_capture_on_commit_callbacks(execute=True):
            return send_due(moment)

    return at


def test_the_team_is_told_what_is_left_and_how_long_it_takes(ready: Ready, run: Any, mailoutbox: list[Any]) -> None:
    Answer.objects.filter(question__code__in=["avis", "voie"]).delete()
    assert run() == (1, 0)
    assert {to for message in mailoutbox for to in message.to} == {ready.referent.email, ready.contributor.email}
    body = mailoutbox[0].body.replace("\u00a0", " ")
    for said in ("est commencé, et n’est pas déposé", "12 novembre 2026 à 23 h 59", "2 questions sans réponse dans",
                 "5 minutes", "/dossier/2027/"):  # fmt: skip
        assert said in body


def test_one_that_lacks_nothing_says_that_it_is_only_to_deposit(ready: Ready, run: Any, mailoutbox: list[Any]) -> None:
    run()
    assert "il ne reste qu’à le déposer" in mailoutbox[0].body


def test_what_was_only_carried_over_has_a_word_of_its_own(ready: Ready, run: Any, mailoutbox: list[Any]) -> None:
    Answer.objects.update(carried=True)
    Evidence.objects.all().delete()
    run()
    assert "personne ne les a relues" in mailoutbox[0].body


def test_each_reminder_leaves_once_whatever_the_runs(ready: Ready, run: Any, mailoutbox: list[Any]) -> None:
    days = (31, 30, 30, 29, 11, 10, 10, 9, 3, 1)
    told = [run(CLOSES - days * DAY)[0] for days in days]
    assert told == [0, 1, 0, 0, 0, 1, 0, 0, 1, 1]
    assert len(mailoutbox) == 8
    assert sorted(DraftReminder.objects.values_list("days", flat=True)) == [1, 3, 10, 30]


def test_days_without_a_run_bring_one_mail_and_not_several(ready: Ready, run: Any) -> None:
    assert run(CLOSES - 2 * DAY) == (1, 0)
    assert list(DraftReminder.objects.values_list("days", flat=True)) == [3]


@pytest.mark.parametrize("moment", [OPENS - DAY, CLOSES + datetime.timedelta(seconds=1), CLOSES + 9 * DAY])
def test_out_of_the_call_nobody_is_told(ready: Ready, run: Any, moment: datetime.datetime) -> None:
    assert run(moment) == (0, 0)


def test_neither_who_deposited_nor_who_has_no_team_is_told(ready: Ready, run: Any, mailoutbox: list[Any]) -> None:
    DossierFactory(campaign=ready.dossier.campaign, questionnaire=ready.dossier.questionnaire)
    keys = list(keys_to_remind(TEN_DAYS))
    assert keys == [ready.dossier.pk]
    depositing.deposit(ready.dossier.pk, ready.referent)
    mailoutbox.clear()
    # It was deposited after its key was read.
    assert not remind(ready.dossier.pk, TEN_DAYS)
    assert run() == (0, 0)


def test_the_command_says_what_it_would_do_and_does_it(
    ready: Ready, capsys: pytest.CaptureFixture[str], mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    call_command("remind_drafts", dry_run=True)
    assert "1 teams" in capsys.readouterr().out
    assert not DraftReminder.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("remind_drafts")
    assert "1 teams reminded" in capsys.readouterr().out
    assert len(mailoutbox) == 2


def test_one_that_fails_stops_no_other(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    other = DossierFactory(campaign=ready.dossier.campaign, questionnaire=ready.dossier.questionnaire)
    MembershipFactory(collectivity=other.collectivity)
    mail = sending._mail

    def failing(dossier: Any) -> None:
        if dossier.pk == ready.dossier.pk:
            raise RuntimeError
        mail(dossier)

    monkeypatch.setattr(sending, "_mail", failing)
    with pytest.raises(CommandError, match="1 teams failed"):
        call_command("remind_drafts")
    assert list(DraftReminder.objects.values_list("dossier", flat=True)) == [other.pk]


def test_finding_whom_to_tell_costs_the_same_for_few_and_many(
    ready: Ready, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(4):
        other = DossierFactory(campaign=ready.dossier.campaign, questionnaire=ready.dossier.questionnaire)
        MembershipFactory(collectivity=other.collectivity)
    with django_assert_num_queries(3):
        assert len(list(keys_to_remind(TEN_DAYS))) == 5
