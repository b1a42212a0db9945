"""The life of a dossier, as data: what leads from which state to which, by whom, when, and what is said of it.

``labels.transitions`` carries it out. Nothing else changes the state of a dossier.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from labels.enums import Actor, DossierState

State = DossierState


class When(Enum):
    """The part of the year in which a transition is possible; ``labels.timing`` says when each is."""

    RECEIVING = "receiving"
    UNTIL_CLOSING = "until_closing"
    UNTIL_SETTLED = "until_settled"
    AFTER_CLOSING = "after_closing"
    ASSIGNED = "assigned"
    READ = "read"
    IN_SITTING = "in_sitting"
    AFTER_EMBARGO = "after_embargo"


@dataclass(frozen=True, slots=True)
class Transition:
    """``name`` is what the journal keeps; ``label`` its button; ``said`` what the collectivité reads of it
    and is mailed. ``mails`` is whether its team is told so by ``perform``; who deposits sends the receipt instead.
    ``needs_reason`` when nobody may do it without a word; ``is_secret`` when that it took place, and when, is known in
    the room of the jury alone.
    """

    name: str
    sources: frozenset[State]
    target: State
    actors: frozenset[Actor]
    when: When
    label: str | Promise
    said: str | Promise
    mails: bool = True
    needs_reason: bool = False
    is_secret: bool = False


DEPOSIT = Transition(
    "deposit",
    frozenset({State.DRAFT, State.TO_COMPLETE}),
    State.DEPOSITED,
    frozenset({Actor.REFERENT}),
    When.RECEIVING,
    _("Déposer le dossier"),
    _("Le dossier est déposé."),
    mails=False,
)
TAKE_BACK = Transition(
    "take_back",
    frozenset({State.DEPOSITED}),
    State.DRAFT,
    frozenset({Actor.REFERENT}),
    When.UNTIL_CLOSING,
    _("Reprendre le dossier"),
    _("Le dossier est repris : il est à déposer de nouveau avant la clôture."),
)
ASK_TO_COMPLETE = Transition(
    "ask_to_complete",
    frozenset({State.DEPOSITED}),
    State.TO_COMPLETE,
    frozenset({Actor.ASSOCIATION}),
    When.UNTIL_SETTLED,
    _("Demander de compléter"),
    _("L’association demande de compléter le dossier."),
    needs_reason=True,
)
ADMIT = Transition(
    "admit",
    frozenset({State.DEPOSITED, State.TO_COMPLETE}),
    State.ADMISSIBLE,
    frozenset({Actor.ASSOCIATION}),
    When.AFTER_CLOSING,
    _("Déclarer recevable"),
    _("Le dossier est recevable."),
)
REFUSE = Transition(
    "refuse",
    frozenset({State.DEPOSITED, State.TO_COMPLETE}),
    State.INADMISSIBLE,
    frozenset({Actor.ASSOCIATION}),
    When.AFTER_CLOSING,
    _("Déclarer irrecevable"),
    _("Le dossier est irrecevable."),
    needs_reason=True,
)
EXAMINE_AGAIN = Transition(
    "examine_again",
    frozenset({State.ADMISSIBLE, State.INADMISSIBLE}),
    State.DEPOSITED,
    frozenset({Actor.ASSOCIATION}),
    When.UNTIL_SETTLED,
    _("Revenir sur la décision"),
    _("L’association examine de nouveau le dossier."),
    needs_reason=True,
)
START_READING = Transition(
    "start_reading",
    frozenset({State.ADMISSIBLE}),
    State.READING,
    frozenset({Actor.ASSOCIATION}),
    When.ASSIGNED,
    _("Confier aux lecteurs"),
    _("Le jury lit le dossier."),
)
DELIBERATE = Transition(
    "deliberate",
    frozenset({State.READING}),
    State.DELIBERATION,
    frozenset({Actor.PRESIDENT, Actor.ASSOCIATION}),
    When.READ,
    _("Passer à la délibération"),
    _("Le jury délibère."),
    mails=False,
)
LABEL = Transition(
    "label",
    frozenset({State.DELIBERATION}),
    State.LABELLED,
    frozenset({Actor.PRESIDENT, Actor.ASSOCIATION}),
    When.IN_SITTING,
    _("Labelliser"),
    _("Le jury a décidé : la collectivité est labellisée."),
    mails=False,
    is_secret=True,
)
MENTION = Transition(
    "mention",
    frozenset({State.DELIBERATION}),
    State.MENTION,
    frozenset({Actor.PRESIDENT, Actor.ASSOCIATION}),
    When.IN_SITTING,
    _("Donner une mention"),
    _("Le jury a décidé : la collectivité a une mention."),
    mails=False,
    is_secret=True,
)
DO_NOT_LABEL = Transition(
    "do_not_label",
    frozenset({State.DELIBERATION}),
    State.NOT_LABELLED,
    frozenset({Actor.PRESIDENT, Actor.ASSOCIATION}),
    When.IN_SITTING,
    _("Ne pas labelliser"),
    _("Le jury a décidé : la collectivité n’est pas labellisée cette année."),
    mails=False,
    is_secret=True,
)
DECIDE_AGAIN = Transition(
    "decide_again",
    frozenset(State.decided()),
    State.DELIBERATION,
    frozenset({Actor.PRESIDENT, Actor.ASSOCIATION}),
    When.IN_SITTING,
    _("Délibérer de nouveau"),
    _("Le jury délibère de nouveau."),
    mails=False,
    needs_reason=True,
    is_secret=True,
)
PUBLISH = Transition(
    "publish",
    frozenset(State.decided()),
    State.PUBLISHED,
    frozenset({Actor.PORTAL}),
    When.AFTER_EMBARGO,
    _("Publier"),
    _("Le palmarès est publié : l’avis motivé du jury est à lire dans votre espace."),
)
OF_OUTCOME = {State.LABELLED: LABEL, State.MENTION: MENTION, State.NOT_LABELLED: DO_NOT_LABEL}
"""By what the jury decides, how a dossier comes to it."""
TRANSITIONS = (
    DEPOSIT, TAKE_BACK, ASK_TO_COMPLETE, ADMIT, REFUSE, EXAMINE_AGAIN, START_READING, DELIBERATE, LABEL, MENTION,
    DO_NOT_LABEL, DECIDE_AGAIN, PUBLISH,
)  # fmt: skip
BY_NAME = {transition.name: transition for transition in TRANSITIONS}


def possible(state: State) -> list[Transition]:
    """What may follow a state, in the order of the year."""
    return [transition for transition in TRANSITIONS if state in transition.sources]
