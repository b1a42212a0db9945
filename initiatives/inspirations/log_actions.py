"""What the history of a sheet says."""

from typing import Any

from django.utils.translation import gettext_lazy

DECLARE, THANK, CONTEST = "initiatives.inspired", "initiatives.thank", "initiatives.contest"


def register_inspirations(actions: Any) -> None:
    """For Wagtail's hook."""
    actions.register_action(DECLARE, gettext_lazy("Nommer l’origine"), gettext_lazy("Inspirée d’une autre fiche"))
    actions.register_action(THANK, gettext_lazy("Remercier"), gettext_lazy("Une reprise est remerciée"))
    actions.register_action(CONTEST, gettext_lazy("Contester"), gettext_lazy("Une reprise est contestée"))
