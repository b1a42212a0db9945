"""What the association decides on a dossier. ``labels.transitions`` carries it out."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from labels.admissibility.checking import ChangedError, Line, checklist, why_not_complete, why_not_examine
from labels.enums import Actor, DossierState
from labels.models import Dossier
from labels.permissions import actors
from labels.transitions import NotPossibleError, locked, perform, why_not
from labels.workflow import ADMIT, ASK_TO_COMPLETE, EXAMINE_AGAIN, REFUSE, Transition
from portal.models import User

DECISIONS = (ADMIT, ASK_TO_COMPLETE, REFUSE, EXAMINE_AGAIN)


@dataclass(frozen=True, slots=True)
class Possible:
    """A decision that the state of a dossier leads to, and why it cannot be taken now, if it cannot."""

    transition: Transition
    refused: str


def possible(found: frozenset[Actor], dossier: Dossier, lines: list[Line]) -> list[Possible]:
    """What may be decided in this state, in the order of the year."""
    state = DossierState(dossier.state)
    return [
        Possible(transition, why_not_decide(transition, found, dossier, lines))
        for transition in DECISIONS
        if state in transition.sources
    ]


def why_not_decide(transition: Transition, found: frozenset[Actor], dossier: Dossier, lines: list[Line]) -> str:
    """Why somebody with these qualities cannot take a decision now; empty when she can."""
    refused = why_not_examine(found, dossier) or why_not(transition, dossier, found)
    if refused or transition != ADMIT:
        return refused
    return why_not_complete(lines)


def seen_of(dossier: Dossier) -> str:
    """What changes with every transition: a form says what it read."""
    last = dossier.journal.aggregate(last=Max("pk"))["last"]
    return f"{dossier.state}-{last or 0}"


@transaction.atomic
def decide(
    key: int,
    transition: Transition,
    user: User,
    seen: str,
    reason: str = "",
    until: datetime.datetime | None = None,
) -> Dossier:
    """Take a decision on what was read.

    Raises ``ChangedError`` when something happened since, and ``NotPossibleError``, which says why, otherwise.
    """
    dossier = locked(key)
    if seen_of(dossier) != seen:
        raise ChangedError
    found = actors(user, dossier)
    refused = why_not_decide(transition, found, dossier, checklist(dossier))
    if refused:
        raise NotPossibleError(refused)
    return perform(transition, dossier, found, user, reason, until)
