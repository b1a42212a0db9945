"""A reader beside herself: how she marked the other dossiers of the same class, so that she keeps one measure."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Count

from labels.models import Assignment, Review, Score
from labels.models.grid import HIGHEST_NOTE


@dataclass(frozen=True, slots=True)
class Marked:
    name: str
    mark: Decimal
    is_this: bool


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """``marks`` are those of her readings of this class, the highest first. ``usual`` is the one in the middle."""

    marks: tuple[Marked, ...]

    @property
    def usual(self) -> Decimal | None:
        return median(one.mark for one in self.marks) if self.marks else None


def own_measure(assignment: Assignment) -> OwnMeasure:
    """Of what she deposited, this reading too once it is. One query."""
    own = Review.objects.deposited().filter(
        assignment__juror=assignment.juror_id,
        assignment__dossier__questionnaire=assignment.dossier.questionnaire_id,
    )
    rows = own.select_related("assignment__dossier__collectivity__departement").order_by("-mark", "pk")
    return OwnMeasure(
        tuple(
            Marked(row.assignment.dossier.collectivity.full_name, row.mark, row.assignment_id == assignment.pk)
            for row in rows
            if row.mark is not None
        )
    )


def own_notes(assignment: Assignment) -> dict[int, list[int]]:
    """By key of criterion, how often she gave each note from 0 to 5 in her other readings of this class. One query."""
    given = Score.objects.filter(
        review__assignment__juror=assignment.juror_id,
        review__assignment__dossier__questionnaire=assignment.dossier.questionnaire_id,
        review__assignment__recused_at__isnull=True,
        note__isnull=False,
    ).exclude(review__assignment=assignment)
    found: dict[int, list[int]] = {}
    for criterion, note, count in given.values_list("criterion", "note").annotate(count=Count("pk")).order_by():
        found.setdefault(criterion, [0] * (HIGHEST_NOTE + 1))[note] = count
    return found
