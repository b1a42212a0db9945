"""What the journal says."""

from typing import Any

from django.utils.translation import gettext_lazy

STOP = "initiatives.stop"
RESTART = "initiatives.restart"


def register_stop(actions: Any) -> None:
    actions.register_action(
        STOP, gettext_lazy("Dire une fiche arrêtée"), gettext_lazy("Service arrêté, dit la commune")
    )
    actions.register_action(
        RESTART, gettext_lazy("Dire une fiche reprise"), gettext_lazy("Pas arrêté, dit la commune : c’était une erreur")
    )
