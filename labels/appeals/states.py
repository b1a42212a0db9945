"""The life of an appeal, as data: what leads from which state to which, by whom, and what is said of it.

``filing.py`` and ``answering.py`` carry it out; nothing else changes the state of an appeal.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from labels.enums import Actor, AppealState


@dataclass(frozen=True, slots=True)
class Move:
    """``name`` is what the journal keeps, ``label`` its button, ``said`` what the collectivité reads of it. The first
    one has no source: there is no appeal before it.
    """

    name: str
    sources: frozenset[AppealState]
    target: AppealState
    actor: Actor
    label: str | Promise
    said: str | Promise
    needs_answer: bool = False


FILE = Move(
    "appeal_file", frozenset(), AppealState.FILED, Actor.REFERENT,
    _("Déposer le recours"), _("Un recours est déposé."),
)  # fmt: skip
STUDY = Move(
    "appeal_study", frozenset({AppealState.FILED}), AppealState.STUDIED, Actor.ASSOCIATION,
    _("Mettre à l’étude"), _("L’association étudie le recours."),
)  # fmt: skip
UPHOLD = Move(
    "appeal_uphold", frozenset(AppealState.waiting()), AppealState.FOUNDED, Actor.ASSOCIATION,
    _("Dire le recours fondé"), _("Le recours est fondé."), needs_answer=True,
)  # fmt: skip
DISMISS = Move(
    "appeal_dismiss", frozenset(AppealState.waiting()), AppealState.UNFOUNDED, Actor.ASSOCIATION,
    _("Dire le recours non fondé"), _("Le recours n’est pas fondé."), needs_answer=True,
)  # fmt: skip
MOVES = (FILE, STUDY, UPHOLD, DISMISS)
BY_NAME = {move.name: move for move in MOVES}
ANSWERS = (UPHOLD, DISMISS)
RECTIFY = "label_rectify"
"""What the journal keeps of a label that is put right."""
SAID = {**{move.name: move.said for move in MOVES}, RECTIFY: _("Le label est rectifié.")}
"""By action of the journal, what the collectivité reads."""
