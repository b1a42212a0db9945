"""« Déposer ma lecture », taking it back, and opening the notes of the others."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labels.enums import Actor
from labels.jury import journal
from labels.jury.enums import AssignmentState
from labels.models import Assignment, Dossier, Review
from labels.reading.access import why_closed
from labels.reading.desk import Desk, desk_of
from labels.reading.marking import kept, mark
from labels.reading.saving import ClosedError, locked, to_write


class NotDepositedError(Exception):
    """What lacks, in plain words."""


def why_not_depositing(desk: Desk) -> str:
    """All that lacks before a reading is deposited; empty when nothing does."""
    review, left, lacks = desk.review, len(desk.missing), []
    if left:
        lacks.append(ngettext("Il manque une note.", "Il manque %(count)s notes.", left) % {"count": left})
    if not review or not review.opinion:
        lacks.append(_("Il manque votre avis sur l’ensemble."))
    if not review or not review.level_id:
        lacks.append(_("Il manque le niveau que vous proposez."))
    return " ".join(lacks)


@transaction.atomic
def deposit(assignment: Assignment) -> bool:
    """Keep the reading as it is, with its mark. False when it was done before: who presses twice deposits once.

    Raises ClosedError or NotDepositedError, and nothing has changed then.
    """
    current = locked(assignment)
    if current.state == AssignmentState.DONE:
        return False
    to_write(assignment)
    desk = desk_of(current)
    if lacks := why_not_depositing(desk):
        raise NotDepositedError(lacks)
    moment = timezone.now()
    Review.objects.filter(assignment=current).update(
        grid=kept(desk.grid, desk.scores), mark=mark(desk.grid, desk.scores), deposited_at=moment
    )
    Assignment.objects.filter(pk=current.pk).update(state=AssignmentState.DONE)
    _record(journal.REVIEW, assignment)
    return True


@transaction.atomic
def take_back(assignment: Assignment) -> bool:
    """Write again, as long as the notes of the others were not opened. False when it is being written already."""
    # Nobody has the jury deliberate meanwhile on a dossier of which a reading is written again.
    Dossier.objects.select_for_update(no_key=True).get(pk=assignment.dossier_id)
    current = locked(assignment)
    if current.state != AssignmentState.DONE:
        return False
    review = Review.objects.get(assignment=current)
    if reason := why_not_taking_back(current, review):
        raise ClosedError(reason)
    Review.objects.filter(pk=review.pk).update(grid=None, mark=None, deposited_at=None)
    Assignment.objects.filter(pk=current.pk).update(state=AssignmentState.STARTED)
    _record(journal.TAKE_REVIEW_BACK, assignment)
    return True


def why_not_taking_back(assignment: Assignment, review: Review) -> str:
    """Why a reading that was deposited stays as it is; empty when its reader may take it back."""
    if review.seen_others_at:
        return _("Vous avez ouvert les notes des autres : votre lecture ne change plus.")
    return why_closed(assignment)


@transaction.atomic
def open_others(assignment: Assignment) -> None:
    """From now on the reader sees what the others deposited, and changes nothing of her own any more."""
    current = locked(assignment)
    if current.state != AssignmentState.DONE:
        raise ClosedError(_("Les notes des autres s’ouvrent quand vous avez déposé les vôtres."))
    if Review.objects.filter(assignment=current, seen_others_at=None).update(seen_others_at=timezone.now()):
        _record(journal.SEE_OTHERS, assignment)


def _record(action: str, assignment: Assignment) -> None:
    """Without a word of what it says: the journal is read by others."""
    dossier, user = assignment.dossier, assignment.juror.user
    journal.record(action, dossier.campaign, Actor.JUROR, user, dossier=dossier)
