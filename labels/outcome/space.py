"""What the outcome brings to the space of a collectivité: a tab, and what is to read and to say."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from collectivities.models import Membership
from collectivities.space.tabs import Tab
from collectivities.space.todo import Action, Todo
from labels.outcome.access import told_now
from labels.outcome.addresses import outcome_address
from labels.outcome.saying import why_not_say
from labels.timing import spoken

MINUTES = 10


def outcome_tab(request: HttpRequest, membership: Membership) -> Tab | None:
    found = told_now(request, membership)
    if found is None or found.dossier is None:
        return None
    return Tab("outcome", _("Avis du jury"), outcome_address(found.dossier), order=11)


def outcome_todos(request: HttpRequest, membership: Membership) -> Iterator[Todo]:
    """Until the candidate said what it thinks of it, or the appeals end."""
    found = told_now(request, membership)
    if found is None or found.dossier is None or found.has_feedback or why_not_say(found.dossier):
        return
    until = found.campaign.appeals_until
    yield Todo(
        12,
        "scale",
        _("Lire l’avis motivé du jury, et dire ce que vous pensez de la candidature"),
        _("Le palmarès %(year)s est publié. Recours et avis jusqu’au %(when)s.")
        % {"year": str(found.campaign.year), "when": spoken(until) if until else ""},
        MINUTES,
        Action(_("Lire l’avis"), outcome_address(found.dossier)),
    )
