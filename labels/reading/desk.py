"""A dossier as its reader has it before her: what it says, what it said last year, and what she thinks of it so far."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from labels.models import Assignment, Review, Score, Section
from labels.reading.marking import Grid, missing
from labels.writing.comparing import Difference, compare, of_earlier, of_written
from labels.writing.earlier import Earlier, Key, earlier
from labels.writing.reading import Part, Written, read

Scores = dict[tuple[int, int], Score]


@dataclass(frozen=True)
class Desk:
    """``scores`` and ``opinions`` are those of the reader."""

    assignment: Assignment
    written: Written
    grid: Grid
    scores: Scores
    opinions: dict[int, str]

    @property
    def review(self) -> Review | None:
        return getattr(self.assignment, "review", None)

    @cached_property
    def before(self) -> Earlier | None:
        return earlier(self.assignment.dossier)

    @cached_property
    def differences(self) -> dict[Key, Difference]:
        """Since the dossier of ``before``."""
        return compare(of_earlier(self.before), of_written(self.written)) if self.before else {}

    @cached_property
    def missing(self) -> list[int]:
        """Of each note that is neither given nor abstained from, the key of its section."""
        return [section.pk for section, _criterion in missing(self.grid, self.scores)]

    def left_in(self, section: Section) -> int:
        return self.missing.count(section.pk)

    def counts(self, part: Part) -> bool:
        """Whether a part of the dossier is marked."""
        return any(section.pk == part.section.pk for section in self.grid.sections)

    def again(self) -> Self:
        """The same dossier with what the reader thinks of it now. Three queries."""
        review = Review.objects.filter(assignment=self.assignment).select_related("level").first()
        if review:
            review.assignment = self.assignment
        return type(self)(self.assignment, self.written, self.grid, *_said(review))


def desk_of(assignment: Assignment) -> Desk:
    written = read(assignment.dossier)
    return Desk(assignment, written, _grid(assignment, written), *_said(getattr(assignment, "review", None)))


def _grid(assignment: Assignment, written: Written) -> Grid:
    """The sections that the dossier was asked and that weigh something."""
    criteria = assignment.dossier.campaign.criteria.order_by("sort_order", "pk")
    return Grid(tuple(part.section for part in written.parts if part.section.weight), tuple(criteria))


def _said(review: Review | None) -> tuple[Scores, dict[int, str]]:
    if review is None:
        return {}, {}
    scores = {(one.section_id, one.criterion_id): one for one in review.scores.all()}
    return scores, {one.section_id: one.text for one in review.opinions.all()}
