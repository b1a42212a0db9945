"""How long dossiers and files are kept, and what a person may have of what the portal knows."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from labels.depositing import depositing
from labels.models import Answer, Appeal, Dossier, DossierFile
from labels.personal_data import AUTHOR
from tests.labels.depositing.world import Ready, ready_dossier
from tests.labels.factories import CLOSES, OPENS

MONTH = datetime.timedelta(days=31)


@pytest.fixture
def ready(db: None) -> Iterator[Ready]:
    with time_machine.travel(OPENS, tick=False):
        yield ready_dossier()


@pytest.fixture
def purge(django_capture_on_commit_callbacks: Any) -> Any:
    def at(moment: datetime.datetime) -> None:
        with time_machine.travel(moment, tick=False), django_capture_on_commit_callbacks(execute=True):
            call_command("purge_personal_data")

    return at


def test_what_was_never_deposited_goes_a_year_after_the_closing_with_its_files(ready: Ready, purge: Any) -> None:
    path = Path(ready.dossier.files.get().file.path)
    purge(CLOSES + 11 * MONTH)
    assert path.exists()
    purge(CLOSES + 13 * MONTH)
    assert not Dossier.objects.exists()
    assert not path.exists()


def test_what_was_deposited_stays_and_its_files_go_five_years_after_appeals(ready: Ready, purge: Any) -> None:
    depositing.deposit(ready.dossier.pk, ready.referent)
    path, digest = Path(ready.dossier.files.get().file.path), ready.dossier.files.get().digest
    purge(CLOSES + 60 * MONTH)
    assert path.exists()
    purge(ready.dossier.campaign.appeals_until + 61 * MONTH)
    assert not DossierFile.objects.exists()
    assert not path.exists()
    assert digest in str(ready.deposit.content)


def test_what_was_taken_back_has_a_receipt_and_stays(ready: Ready, purge: Any) -> None:
    depositing.deposit(ready.dossier.pk, ready.referent)
    depositing.take_back(ready.dossier.pk, ready.referent)
    purge(CLOSES + 13 * MONTH)
    assert Dossier.objects.exists()


def test_a_person_has_what_she_wrote_and_it_stays_when_the_account_goes(ready: Ready) -> None:
    Answer.objects.filter(question__code="idee").update(author=ready.contributor)
    DossierFile.objects.update(author=ready.contributor)
    held = AUTHOR.read(ready.contributor)
    assert [one["text"] for one in held["answers"]] == ["Le cahier des <chemins>.\n\nEt la *fontaine*."]
    assert [one["name"] for one in held["files"]] == ["bilan 2026.pdf"]
    depositing.deposit(ready.dossier.pk, ready.referent)
    assert [one["action"] for one in AUTHOR.read(ready.referent)["acts"]] == ["deposit"]
    ready.contributor.delete()
    assert Answer.objects.get(question__code="idee").author is None


def test_appeals_go_five_years_after_their_last_day(ready: Ready, purge: Any) -> None:
    depositing.deposit(ready.dossier.pk, ready.referent)
    Appeal.objects.create(dossier=ready.dossier, author=ready.referent, reasons="Le bilan n’a pas été lu.")
    until = ready.dossier.campaign.appeals_until
    purge(until + 58 * MONTH)
    assert Appeal.objects.exists()
    purge(until + 61 * MONTH)
    assert not Appeal.objects.exists()
    assert Dossier.objects.exists()
