"""What happened, and what was deposited, cannot be changed: not by the code, not by hand in the database."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from labels import append_only
from labels.enums import Actor
from labels.models import Deposit, JournalEntry, Minutes, Presence
from tests.labels.factories import (
    CampaignFactory,
    DecisionFactory,
    DossierFactory,
    ErratumFactory,
    JurorFactory,
    MentionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> JournalEntry:
    return _entry(timezone.now())


def _entry(at: datetime.datetime) -> JournalEntry:
    dossier = DossierFactory()
    found: JournalEntry = JournalEntry.objects.create(
        campaign=dossier.campaign, dossier=dossier, action="deposit", by=Actor.REFERENT, at=at
    )
    return found


def _deposit() -> Deposit:
    found: Deposit = Deposit.objects.create(
        dossier=DossierFactory(), number="2027-0001", content={}, fingerprint="0" * 64, received_at=timezone.now()
    )
    return found


def _refused(write: Any) -> None:
    with pytest.raises((IntegrityError, DatabaseError), match="append-only"), transaction.atomic():
        write()


def test_a_line_of_the_journal_is_not_changed(entry: JournalEntry) -> None:
    entry.reason = "Une autre histoire."
    _refused(entry.save)
    _refused(lambda: JournalEntry.objects.update(reason="Une autre histoire."))
    entry.refresh_from_db()
    assert not entry.reason


def test_a_line_of_the_journal_is_not_erased(entry: JournalEntry) -> None:
    _refused(entry.delete)
    with connection.cursor() as cursor:
        _refused(lambda: cursor.execute("DELETE FROM labels_journalentry"))
    assert JournalEntry.objects.filter(pk=entry.pk).exists()


def test_a_deposit_is_neither_changed_nor_erased() -> None:
    deposit = _deposit()
    deposit.content = {"answers": []}
    _refused(deposit.save)
    _refused(deposit.delete)


def test_an_erratum_is_neither_changed_nor_erased() -> None:
    erratum = ErratumFactory()
    erratum.text = "Rien n’a changé."
    _refused(erratum.save)
    _refused(erratum.delete)


def test_a_decision_is_neither_changed_nor_erased() -> None:
    mention = MentionFactory()
    decision = DecisionFactory(dossier__campaign=mention.campaign, mentions=[mention])
    decision.opinion = "Une autre histoire."
    _refused(decision.save)
    _refused(decision.delete)
    _refused(decision.mentions.clear)


def test_who_was_in_the_room_is_neither_changed_nor_erased() -> None:
    decision = DecisionFactory()
    presence = Presence.objects.create(decision=decision, juror=JurorFactory(campaign=decision.dossier.campaign))
    presence.stepped_out, presence.reason = True, "Elle y habite."
    _refused(presence.save)
    _refused(presence.delete)


def test_minutes_are_neither_changed_nor_erased() -> None:
    minutes = Minutes.objects.create(campaign=CampaignFactory(), number=1, content={}, fingerprint="0" * 64)
    minutes.content = {"decisions": []}
    _refused(minutes.save)
    _refused(minutes.delete)


def test_what_is_older_than_five_years_may_go() -> None:
    today = timezone.now()
    old = _entry(today - datetime.timedelta(days=5 * 366))
    old.delete()
    assert not JournalEntry.objects.exists()
    young = _entry(today - datetime.timedelta(days=5 * 365 - 5))
    _refused(young.delete)


def test_the_protection_comes_back(entry: JournalEntry) -> None:
    with append_only.exposed():
        JournalEntry.objects.update(reason="Pour un essai.")
    _refused(lambda: JournalEntry.objects.update(reason="Une autre histoire."))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_protection_is_there_after_a_test_that_commits(entry: JournalEntry) -> None:
    # As Django does it after such a test: the next one finds its rows and its sequences.
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False, inhibit_post_migrate=True)
    assert not JournalEntry.objects.exists()
    _refused(_entry(timezone.now()).delete)
