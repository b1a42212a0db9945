"""What every page of the room shows."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from labels.deliberation.room import Seat

TABS = (
    ("door", _("Séance"), reverse_lazy("jury_deliberation_door")),
    ("queue", _("Dossiers"), reverse_lazy("jury_deliberation")),
    ("trial", _("À l’épreuve"), reverse_lazy("jury_deliberation_trial")),
)
"""The pages of the room, for who is inside."""
TABS_OF_WHO_LEADS = (
    ("palmares", _("Palmarès"), reverse_lazy("jury_palmares")),
    ("minutes", _("Procès-verbaux"), reverse_lazy("jury_minutes")),
)


def common(seat: Seat, part: str, **more: Any) -> dict[str, Any]:
    """``part`` is the tab that is open."""
    return {
        "juror": seat.juror,
        "campaign": seat.campaign,
        "tab": "deliberation",
        "seat": seat,
        "room_tabs": (*TABS, *TABS_OF_WHO_LEADS) if seat.leads else TABS,
        "part_of_room": part,
        **more,
    }
