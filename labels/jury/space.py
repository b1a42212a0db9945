"""What the jury brings to « Mon espace »: the way there."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from collectivities.models import Membership
from collectivities.space.todo import Action, Todo
from labels.jury.access import juror_accounts, juror_of


def jury_entrance(request: HttpRequest) -> str:
    """Who is of no collectivité and of the jury goes there after signing in."""
    return reverse("jury") if juror_of(request) else ""


def jury_todos(request: HttpRequest, membership: Membership) -> Iterator[Todo]:
    """Who works for a collectivité too finds the jury from her space, as long as it has something to do."""
    juror = juror_of(request) if membership.user_id in juror_accounts() else None
    if juror is None or juror.campaign.settled_at:
        return
    title = _("Jury du label %(year)s") % {"year": juror.campaign.year}
    if not juror.is_sitting:
        said, minutes = _("L’association vous invite : acceptez, ou déclinez."), 2
    elif juror.declared_at is None:
        said, minutes = _("Déclarez vos liens d’intérêts : aucun dossier ne s’ouvre avant."), 5
    else:
        said, minutes = _("Vos lectures sont sur la page du jury."), 1
    yield Todo(12, "scale", title, said, minutes, Action(_("Ouvrir"), reverse("jury")))
