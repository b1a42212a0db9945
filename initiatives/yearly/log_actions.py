"""What the journal says."""

from typing import Any

from django.utils.translation import gettext_lazy

STOP = "initiatives.stop"


def register_stop(actions: Any) -> None:
    actions.register_action(
        STOP, gettext_lazy("Dire une fiche arrêtée"), gettext_lazy("Service arrêté, dit la commune")
    )
