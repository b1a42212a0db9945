"""What the history of a sheet says."""

from typing import Any

from django.utils.translation import gettext_lazy

PASS_ON, DISMISS = "initiatives.correction_passed_on", "initiatives.correction_dismissed"


def register_corrections(actions: Any) -> None:
    """For Wagtail's hook."""
    actions.register_action(
        PASS_ON, gettext_lazy("Transmettre une correction"), gettext_lazy("Correction d’un lecteur, transmise")
    )
    actions.register_action(
        DISMISS, gettext_lazy("Écarter une correction"), gettext_lazy("Correction d’un lecteur, écartée")
    )
