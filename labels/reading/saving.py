"""Writing a reading: under a lock, what changed and nothing else."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from labels.jury.enums import AssignmentState
from labels.models import Assignment, Review, Score, Section, SectionOpinion
from labels.reading.access import why_not_writing
from labels.reading.forms import ABSTAINED, OPINION, GradeForm, OpinionForm, confidence_name, note_name
from portal.merged_forms import Merge


class ClosedError(Exception):
    """Nobody writes in the reading now; its text says why."""


def locked(assignment: Assignment) -> Assignment:
    """The reading as it is now, within a transaction: a second screen that writes at the same moment waits until its
    end. Raises ClosedError when it left the pile.
    """
    rows = Assignment.objects.told().with_names().select_related("dossier__campaign", "review__level")
    found: Assignment | None = rows.select_for_update(of=("self",)).filter(pk=assignment.pk).first()
    if found is None:
        raise ClosedError(_("Ce dossier a quitté votre pile."))
    found.juror = assignment.juror
    return found


def to_write(assignment: Assignment) -> Assignment:
    """The same, where its reader may write. Raises ClosedError, with the reason, where she may not."""
    found = locked(assignment)
    if reason := why_not_writing(found):
        raise ClosedError(reason)
    return found


def save_grades(form: GradeForm, assignment: Assignment) -> Merge:
    """Of a section; the form was validated, the assignment comes from ``to_write``."""
    merge = form.merge()
    if not merge.changes:
        return merge
    review, values = _review(assignment), form.current | merge.changes
    Score.objects.bulk_create(
        [
            Score(review=review, section=form.section, criterion=criterion, **_columns(values, note, confidence))
            for criterion in form.desk.grid.criteria
            if {note := note_name(criterion), confidence := confidence_name(criterion)} & merge.changes.keys()
        ],
        update_conflicts=True,
        unique_fields=["review", "section", "criterion"],
        update_fields=["note", "abstains", "confidence"],
    )
    if OPINION in merge.changes:
        _say(review, form.section, str(merge.changes[OPINION]))
    _touch(review)
    return merge


def save_opinion(form: OpinionForm, assignment: Assignment) -> Merge:
    """Of the whole dossier."""
    merge = form.merge()
    if not merge.changes:
        return merge
    review, values = _review(assignment), form.current | merge.changes
    review.opinion, review.notes = values[OPINION], values["notes"]
    review.level_id = int(values["niveau"]) if values["niveau"] else None
    review.save(update_fields=["opinion", "notes", "level"])
    _touch(review)
    return merge


def _review(assignment: Assignment) -> Review:
    """Begun by the first thing that is written."""
    review: Review
    review, is_new = Review.objects.get_or_create(assignment=assignment)
    if is_new:
        Assignment.objects.filter(pk=assignment.pk).update(state=AssignmentState.STARTED)
    return review


def _columns(values: Mapping[str, Any], note: str, confidence: str) -> dict[str, Any]:
    written, sureness = values[note], values[confidence]
    return {
        "note": int(written) if written and written != ABSTAINED else None,
        "abstains": written == ABSTAINED,
        "confidence": int(sureness) if sureness else None,
    }


def _say(review: Review, section: Section, text: str) -> None:
    if text:
        SectionOpinion.objects.update_or_create(review=review, section=section, defaults={"text": text})
    else:
        review.opinions.filter(section=section).delete()


def _touch(review: Review) -> None:
    review.changed_at = timezone.now()
    Review.objects.filter(pk=review.pk).update(changed_at=review.changed_at)
