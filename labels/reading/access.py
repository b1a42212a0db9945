"""Who opens a reading: its reader, once she declared her links, and while none keeps the dossier from her."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.enums import DossierState
from labels.jury.access import for_sitting_jurors
from labels.jury.conflicts import conflict
from labels.jury.enums import AssignmentState
from labels.models import Assignment, Juror
from labels.timing import spoken

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Assignment, Rest], HttpResponse]


def for_readers(view: View[Rest]) -> Callable[..., HttpResponse]:
    """Gives the view the assignment, with its review if there is one. Anybody else, the other members of the jury too,
    is told what is told of a dossier that does not exist.
    """

    @for_sitting_jurors
    @wraps(view)
    def opened(request: HttpRequest, juror: Juror, pk: int, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        found = reading_of(juror, pk)
        if found is None:
            raise Http404
        return view(request, found, *args, **kwargs)

    return opened


def reading_of(juror: Juror, pk: int) -> Assignment | None:
    """A reading of somebody, when she may open it."""
    if not juror.is_able_to_read:
        return None
    rows = Assignment.objects.told().with_names().select_related("dossier__campaign", "review__level")
    assignment: Assignment | None = rows.filter(pk=pk, juror=juror).first()
    if assignment is None or conflict(Juror.objects.with_interests().get(pk=juror.pk), assignment.dossier):
        return None
    assignment.juror = juror
    return assignment


def why_not_writing(assignment: Assignment) -> str:
    """Why nobody writes in a reading, in plain words; empty when its reader may."""
    if assignment.state == AssignmentState.DONE:
        return _("Votre lecture est déposée.")
    return why_closed(assignment)


def why_closed(assignment: Assignment, moment: datetime.datetime | None = None) -> str:
    """Why no reading of this dossier is written at a moment, now by default; empty while they are."""
    dossier, moment = assignment.dossier, moment or timezone.now()
    if dossier.state != DossierState.READING:
        return _("Ce dossier n’est pas en lecture.")
    until = dossier.campaign.readings_until
    if until and moment > until:
        return _("Les lectures sont closes depuis le %(when)s.") % {"when": spoken(until)}
    return ""
