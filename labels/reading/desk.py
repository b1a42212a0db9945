"""A dossier as its reader has it before her: what it says, what it said last year, and what she thinks of it so far."""

from dataclasses import dataclass, field

from labels.models import Assignment, Review, Score, Section
from labels.reading.marking import Grid, missing
from labels.writing.comparing import Difference, compare, of_earlier, of_written
from labels.writing.earlier import Earlier, Key, earlier
from labels.writing.reading import Part, Written, read


@dataclass(frozen=True, slots=True)
class Desk:
    """``scores`` and ``opinions`` are those of the reader. ``differences`` are since the dossier of ``before``."""

    assignment: Assignment
    written: Written
    grid: Grid
    scores: dict[tuple[int, int], Score]
    opinions: dict[int, str]
    before: Earlier | None
    differences: dict[Key, Difference] = field(default_factory=dict)

    @property
    def review(self) -> Review | None:
        return getattr(self.assignment, "review", None)

    @property
    def left(self) -> int:
        """How many notes are neither given nor abstained from."""
        return len(missing(self.grid, self.scores))

    def left_in(self, section: Section) -> int:
        return sum(one.pk == section.pk for one, _criterion in missing(self.grid, self.scores))

    def counts(self, part: Part) -> bool:
        """Whether a part of the dossier is marked."""
        return any(section.pk == part.section.pk for section in self.grid.sections)


def desk_of(assignment: Assignment) -> Desk:
    written = read(assignment.dossier)
    before = earlier(assignment.dossier)
    review = getattr(assignment, "review", None)
    return Desk(
        assignment=assignment,
        written=written,
        grid=grid_of(assignment, written),
        scores={(one.section_id, one.criterion_id): one for one in review.scores.all()} if review else {},
        opinions={one.section_id: one.text for one in review.opinions.all()} if review else {},
        before=before,
        differences=compare(of_earlier(before), of_written(written)) if before else {},
    )


def grid_of(assignment: Assignment, written: Written) -> Grid:
    """The sections that the dossier was asked and that weigh something."""
    criteria = assignment.dossier.campaign.criteria.order_by("sort_order", "pk")
    return Grid(tuple(part.section for part in written.parts if part.section.weight), tuple(criteria))
