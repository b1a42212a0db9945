"""Mails about a dossier."""

from collectivities.space.addresses import space_address
from collectivities.team.mails import notify_team
from labels.models import Dossier
from labels.workflow import Transition
from portal.addresses import whole_address


def tell_moved(dossier: Dossier, transition: Transition, reason: str) -> None:
    """The team of a dossier learns what became of it, and why."""
    context: dict[str, object] = {
        "year": str(dossier.campaign.year),
        "name": dossier.collectivity.full_name,
        "said": transition.said,
        "reason": reason,
        "until": dossier.complete_until,
        "link": whole_address(space_address(dossier.collectivity)),
    }
    notify_team(dossier.collectivity, "mail/dossier_moved", context)
