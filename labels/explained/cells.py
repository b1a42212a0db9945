"""What the readers of a dossier gave, added up by section and criterion: nothing of it leaves as a figure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum

from labels.models import Dossier, Review, Score
from labels.models.grid import HIGHEST_NOTE

GOOD = HIGHEST_NOTE / 2
"""From this mean on, a criterion is a strong point."""
SEEN = 1
"""Below this mean, the readers saw next to nothing: it is no reason for a label, however modest."""
FIELDS = (
    "section_id", "section__sort_order", "section__weight", "criterion_id", "criterion__sort_order",
    "criterion__name", "criterion__reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """The notes of a criterion in a section: their ``total`` and their ``count``, those of who abstained left out."""

    section: int
    section_order: int
    weight: int
    criterion: int
    order: int
    name: str
    reason: str
    total: int
    count: int

    @property
    def mean(self) -> float:
        return self.total / self.count


@dataclass(frozen=True, slots=True)
class Marked:
    """A criterion over the whole dossier: the mean of its notes by the weights of the sections. ``sections`` are those
    in which something of it was seen, the best first.
    """

    criterion: int
    order: int
    name: str
    reason: str
    mean: float
    sections: tuple[int, ...]


def cells_of(dossier: Dossier) -> list[Cell]:
    """One query; sections that have no say are left out."""
    deposited = Review.objects.deposited().filter(assignment__dossier=dossier)
    given = Score.objects.filter(review__in=deposited, note__isnull=False, section__weight__gt=0)
    summed = given.values_list(*FIELDS).annotate(total=Sum("note"), count=Count("note"))
    return [Cell(*row) for row in summed.order_by("criterion__sort_order", "criterion_id", "section__sort_order")]


def marked(cells: Iterable[Cell]) -> list[Marked]:
    """By criterion, in the order of the grid; those from which every reader abstained are not there."""
    found: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.criterion].append(cell)
    return sorted(map(_marked, found.values()), key=lambda one: (one.order, one.criterion))


def _marked(cells: list[Cell]) -> Marked:
    whole = sum(cell.weight * cell.count for cell in cells)
    mean = sum(cell.weight * cell.total for cell in cells) / whole
    best = sorted((cell for cell in cells if cell.mean >= SEEN), key=lambda cell: (-cell.mean, cell.section_order))
    first = cells[0]
    sections = tuple(cell.section for cell in best)
    return Marked(first.criterion, first.order, first.name, first.reason, mean, sections)
