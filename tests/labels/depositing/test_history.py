"""The history of a dossier, as its collectivité reads it."""

import datetime
from typing import Any

import time_machine

from labels import workflow
from labels.depositing import depositing
from labels.depositing.history import history
from labels.enums import Actor
from labels.models import Deposit, Dossier, JournalEntry
from labels.transitions import locked, perform
from labels.writing.addresses import dossier_address
from tests.labels.depositing.world import Ready
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


def test_of_the_room_the_decision_that_stands_is_told_with_the_palmares(deposited: Ready) -> None:
    dossier = deposited.again()
    for place, transition in enumerate(
        (workflow.DELIBERATE, workflow.LABEL, workflow.DECIDE_AGAIN, workflow.MENTION, workflow.PUBLISH)
    ):
        JournalEntry.objects.create(
            campaign=dossier.campaign, dossier=dossier, action=transition.name, target=transition.target,
            by="president", reason="Une pièce était fausse.", at=LATER + datetime.timedelta(minutes=place),
        )  # fmt: skip
    before = [workflow.PUBLISH, workflow.DELIBERATE, workflow.DEPOSIT]
    assert _said(dossier) == [str(one.said) for one in before]
    dossier.campaign.settled_at = LATER
    with time_machine.travel(dossier.campaign.embargo_until, tick=False):
        assert _said(dossier) == [
            str(one.said) for one in (workflow.PUBLISH, workflow.MENTION, workflow.DELIBERATE, workflow.DEPOSIT)
        ]
