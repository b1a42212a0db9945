"""What the history of an hour says."""

from typing import Any

from django.utils.translation import gettext_lazy

OFFER, CHANGE, CANCEL = "initiatives.hour_offer", "initiatives.hour_change", "initiatives.hour_cancel"
TAKE, GIVE_BACK = "initiatives.hour_take", "initiatives.hour_give_back"


def register_hours(actions: Any) -> None:
    """For Wagtail's hook."""
    actions.register_action(OFFER, gettext_lazy("Proposer une heure"), gettext_lazy("Une heure est proposée"))
    actions.register_action(CHANGE, gettext_lazy("Modifier une heure"), gettext_lazy("Une heure est modifiée"))
    actions.register_action(CANCEL, gettext_lazy("Annuler une heure"), gettext_lazy("Une heure est annulée"))
    actions.register_action(TAKE, gettext_lazy("Prendre une place"), gettext_lazy("Une place est prise"))
    actions.register_action(GIVE_BACK, gettext_lazy("Rendre une place"), gettext_lazy("Une place est rendue"))
