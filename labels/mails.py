"""Mails about a dossier."""

import datetime

from collectivities.space.addresses import space_address
from collectivities.team.mails import notify_team
from labels.models import Dossier
from labels.outcome.addresses import outcome_address
from labels.workflow import ASK_TO_COMPLETE, PUBLISH, Transition
from labels.writing.addresses import dossier_address
from portal.addresses import whole_address

MOVED = "mail/dossier_moved"


def tell_moved(dossier: Dossier, transition: Transition, reason: str) -> None:
    """The team of a dossier learns what became of it, and why."""
    notify_team(dossier.collectivity, MOVED, moved_context(dossier, transition, reason, dossier.complete_until))


def moved_context(
    dossier: Dossier, transition: Transition, reason: str, until: datetime.datetime | None
) -> dict[str, object]:
    """What the mail says: who decides reads it before it leaves."""
    return {
        "year": str(dossier.campaign.year),
        "name": dossier.collectivity.full_name,
        "said": transition.said,
        "reason": reason,
        "until": until,
        "link": whole_address(_read_at(dossier, transition)),
    }


def _read_at(dossier: Dossier, transition: Transition) -> str:
    """Once the palmarès is public, the opinion of the jury is what is to be read; what is to be completed is so in the
    dossier itself.
    """
    if transition == PUBLISH:
        return outcome_address(dossier)
    return dossier_address(dossier) if transition == ASK_TO_COMPLETE else space_address(dossier.collectivity)
