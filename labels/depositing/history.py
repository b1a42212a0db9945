"""What happened to a dossier, as its collectivité is told: in plain words, without a name, without what is secret."""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise

from labels.appeals.states import SAID as SAID_OF_APPEALS
from labels.depositing.addresses import receipt_address
from labels.enums import Actor, DossierState
from labels.models import Deposit, Dossier, JournalEntry
from labels.workflow import BY_NAME


@dataclass(frozen=True, slots=True)
class Step:
    """``target`` is the state it led to, ``by`` in what quality it was done; ``receipt`` leads to that of a deposit,
    whose number is said.
    """

    at: datetime.datetime
    target: str
    said: str | Promise
    by: str | Promise
    reason: str
    number: str = ""
    receipt: str = ""


def history(dossier: Dossier, deposits: list[Deposit]) -> list[Step]:
    """The last first. What the jury decided is told with the palmarès, and not that anything was decided before."""
    by_moment = {deposit.received_at: deposit for deposit in deposits}
    entries = JournalEntry.objects.filter(dossier=dossier, action__in=[*BY_NAME, *SAID_OF_APPEALS]).order_by(
        "-at", "-pk"
    )
    if not dossier.campaign.is_published:
        entries = entries.exclude(target__in=DossierState.decided()).exclude(source__in=DossierState.decided())
    return [_step(entry, by_moment.get(entry.at)) for entry in entries]


def _step(entry: JournalEntry, deposit: Deposit | None) -> Step:
    number, receipt = (deposit.number, receipt_address(deposit)) if deposit else ("", "")
    return Step(entry.at, entry.target, _said(entry), Actor(entry.by).label, entry.reason, number, receipt)


def _said(entry: JournalEntry) -> str | Promise:
    transition = BY_NAME.get(entry.action)
    return transition.said if transition else SAID_OF_APPEALS[entry.action]
