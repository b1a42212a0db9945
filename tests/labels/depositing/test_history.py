"""The history of a dossier, as its collectivité reads it."""

import datetime
from typing import Any

import pytest
import time_machine

from labels import workflow
from labels.depositing import depositing
from labels.depositing.history import history
from labels.enums import Actor, DossierState
from labels.models import Deposit, Dossier, JournalEntry
from labels.transitions import locked, perform
from labels.writing.addresses import dossier_address
from tests.labels.depositing.conftest import Ready
from tests.labels.factories import CLOSES

LATER = CLOSES + datetime.timedelta(days=2)


def _said(dossier: Dossier) -> list[str]:
    return [str(step.said) for step in history(dossier, list(Deposit.objects.filter(dossier=dossier)))]


def test_it_tells_what_happened_the_last_first_with_receipts_and_without_names(
    deposited: Ready, client_of: Any
) -> None:
    with time_machine.travel(LATER, tick=False):
        until = LATER + datetime.timedelta(days=5)
        perform(
            workflow.ASK_TO_COMPLETE, locked(deposited.dossier.pk), frozenset({Actor.ASSOCIATION}), None,
            "Il manque le <bilan>.", until,
        )  # fmt: skip
        shown = client_of(deposited.contributor).get(dossier_address(deposited.dossier)).text
    assert _said(deposited.again()) == [str(workflow.ASK_TO_COMPLETE.said), str(workflow.DEPOSIT.said)]
    history_shown = shown.split('id="historique"')[1].split("</section>")[0]
    assert deposited.receipt_url in history_shown
    assert "Il manque le &lt;bilan&gt;." in history_shown
    assert str(deposited.referent) not in history_shown


def test_taking_back_is_told_and_the_receipt_stays(deposited: Ready) -> None:
    depositing.take_back(deposited.dossier.pk, deposited.referent)
    assert _said(deposited.again()) == [str(workflow.TAKE_BACK.said), str(workflow.DEPOSIT.said)]


@pytest.mark.parametrize("state", DossierState.decided())
def test_what_was_decided_is_not_told_before_the_embargo_is_over(
    deposited: Ready, monkeypatch: pytest.MonkeyPatch, state: DossierState
) -> None:
    secret = workflow.Transition(
        "decide", frozenset({DossierState.DELIBERATION}), state, frozenset({Actor.PRESIDENT}),
        workflow.When.AFTER_CLOSING, "Décider", "Le jury a décidé.",
    )  # fmt: skip
    monkeypatch.setitem(workflow.BY_NAME, "decide", secret)
    dossier = deposited.again()
    for name, source, target in (("decide", "deliberation", state), ("unheard", "recevable", "deposited")):
        JournalEntry.objects.create(
            campaign=dossier.campaign, dossier=dossier, action=name, source=source, target=target, by="president",
            at=LATER,
        )  # fmt: skip
    assert _said(dossier) == [str(workflow.DEPOSIT.said)]
    dossier.campaign.settled_at = LATER
    with time_machine.travel(dossier.campaign.embargo_until, tick=False):
        assert _said(dossier) == ["Le jury a décidé.", str(workflow.DEPOSIT.said)]
