"""What happened to a dossier, as its collectivité is told: in plain words, without a name, without what is secret."""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise

from labels.appeals.states import SAID as SAID_OF_APPEALS
from labels.depositing.addresses import receipt_address
from labels.enums import Actor, DossierState
from labels.models import Deposit, Dossier, JournalEntry
from labels.workflow import BY_NAME, TRANSITIONS

SECRET = frozenset(transition.name for transition in TRANSITIONS if transition.is_secret)


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
    """The last first. What the jury decided is told with the palmarès, and not that anything was decided before; of
    what happened in its room, the decision that stands, and nothing else.
    """
    by_moment = {deposit.received_at: deposit for deposit in deposits}
    rows = JournalEntry.objects.filter(dossier=dossier, action__in=[*BY_NAME, *SAID_OF_APPEALS])
    entries = list(rows.order_by("-at", "-pk"))
    decisions = [entry for entry in entries if entry.target in DossierState.decided()]
    told = decisions[:1] if dossier.campaign.is_published else []
    return [_step(entry, by_moment.get(entry.at)) for entry in entries if entry.action not in SECRET or entry in told]


def _step(entry: JournalEntry, deposit: Deposit | None) -> Step:
    number, receipt = (deposit.number, receipt_address(deposit)) if deposit else ("", "")
    return Step(entry.at, entry.target, _said(entry), Actor(entry.by).label, entry.reason, number, receipt)


def _said(entry: JournalEntry) -> str | Promise:
    transition = BY_NAME.get(entry.action)
    return transition.said if transition else SAID_OF_APPEALS[entry.action]
