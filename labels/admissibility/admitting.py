"""Admitting many dossiers at once: those whose list is complete."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from labels.admissibility.checking import ChangedError, checklist
from labels.admissibility.deciding import decide, seen_of, why_not_decide
from labels.admissibility.dossiers import waiting
from labels.enums import DossierState
from labels.models import Campaign, Dossier
from labels.permissions import actors
from labels.transitions import NotPossibleError
from labels.workflow import ADMIT
from portal.models import User

AT_ONCE = 25
"""How many in one request: a page that shows how far it is never takes long to answer."""


@dataclass(frozen=True, slots=True)
class Left:
    """A dossier that was not admitted, and why."""

    dossier: Dossier
    reason: str


def ready(campaign: Campaign) -> list[Any]:
    """Those to examine in which every item of the list holds; none while there is no list."""
    items = campaign.check_items.count()
    dossiers: Iterable[Any] = waiting(campaign) if items else ()
    return [dossier for dossier in dossiers if dossier.checked == items]


def admit_many(keys: Sequence[int], campaign: Campaign, user: User) -> tuple[int, list[int]]:
    """Admit each on its own, so that one that cannot be stops no other. How many are, and the keys of the others.

    One that is admissible already counts: a second click, or a colleague's, changes nothing.
    """
    done, left = 0, []
    for dossier in _of(keys, campaign):
        if dossier.state != DossierState.ADMISSIBLE:
            try:
                decide(dossier.pk, ADMIT, user, seen_of(dossier))
            except (ChangedError, NotPossibleError):
                left.append(dossier.pk)
                continue
        done += 1
    return done, left


def report(keys: Iterable[int], campaign: Campaign, user: User) -> list[Left]:
    """Why each of these is not admitted, as it is now."""
    found = []
    for dossier in _of(keys, campaign):
        reason = why_not_decide(ADMIT, actors(user, dossier), dossier, checklist(dossier))
        if dossier.state != DossierState.ADMISSIBLE:
            found.append(Left(dossier, reason))
    return found


def _of(keys: Iterable[int], campaign: Campaign) -> list[Dossier]:
    """Those of the campaign that were deposited, by name."""
    rows = Dossier.objects.filter(campaign=campaign, pk__in=list(keys)).deposited()
    rows = rows.select_related("campaign", "collectivity__departement")
    return list(rows.order_by("collectivity__sort_name", "pk"))
