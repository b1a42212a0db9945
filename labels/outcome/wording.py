"""What was decided, in plain words."""

from typing import Any

from django.utils.translation import gettext as _

from labels.outcome.reading import Outcome
from labels.palmares.scales import in_words


def level_in_words_of(level: Any) -> str:
    """In the language of the reader; empty where there is none."""
    return in_words(level.name, level.symbols) if level else ""


def decided_in_words(outcome: Outcome) -> str:
    if outcome.is_inadmissible:
        return _("Votre dossier n’a pas été déclaré recevable")
    if outcome.level is None:
        return _("Votre collectivité n’est pas labellisée cette année")
    return level_in_words_of(outcome.level)
