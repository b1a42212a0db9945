"""The pile of a reader: how far she is, and which dossier comes next."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest

from labels.jury.enums import AssignmentState
from labels.models import Assignment, Juror

SKIPPED = "jury_skipped"
"""In the session: the readings that were put off."""


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int


def progress(juror: Juror) -> Progress:
    is_done = Q(state=AssignmentState.DONE)
    found = juror.assignments.told().aggregate(total=Count("pk"), done=Count("pk", filter=is_done))
    return Progress(found["done"], found["total"])


def next_reading(request: HttpRequest, juror: Juror, after: Assignment | None = None) -> Assignment | None:
    """The one to go on with: what was begun, then the dossier that fewest readers have read. What was put off comes
    last, the first that was put off before the others, and never at once.
    """
    done = Count("dossier__assignments", filter=Q(dossier__assignments__state=AssignmentState.DONE))
    left = juror.assignments.told().exclude(state=AssignmentState.DONE).with_names().annotate(readings=done)
    rows = [one for one in left.order_by("pk") if after is None or one.pk != after.pk]
    skipped = {key: place for place, key in enumerate(request.session.get(SKIPPED, []), 1)}
    order = {AssignmentState.STARTED: 0, AssignmentState.ASSIGNED: 1}
    return min(
        rows,
        key=lambda one: (skipped.get(one.pk, 0), order[AssignmentState(one.state)], one.readings, one.pk),
        default=None,
    )


def put_off(request: HttpRequest, assignment: Assignment) -> None:
    """« Passer pour l'instant »: until the person signs out."""
    kept = [key for key in request.session.get(SKIPPED, []) if key != assignment.pk]
    request.session[SKIPPED] = [*kept, assignment.pk]
