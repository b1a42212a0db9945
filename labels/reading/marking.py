"""From notes to a mark out of 100: the mean of the notes that were given, by the weights of criteria and sections.

A mean, not a sum: who abstains from a criterion takes nothing from the dossier.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from labels.models import Criterion, Score, Section
from labels.models.grid import HIGHEST_NOTE

CENT = Decimal("0.01")
Notes = Mapping[tuple[int, int], Score]
"""By the keys of the section and of the criterion."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What is marked: the sections that count, and the criteria, in their order."""

    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]

    @property
    def cells(self) -> list[tuple[Section, Criterion]]:
        return [(section, criterion) for section in self.sections for criterion in self.criteria]


def mark(grid: Grid, notes: Notes) -> Decimal | None:
    """Out of 100, to the hundredth; nothing when the reader abstained from everything."""
    weighted = [
        (section.weight * criterion.weight, score.note)
        for section, criterion in grid.cells
        if (score := notes.get((section.pk, criterion.pk))) and score.note is not None
    ]
    whole = sum(weight for weight, _note in weighted)
    if not whole:
        return None
    points = Decimal(sum(weight * note for weight, note in weighted))
    return (100 * points / (whole * HIGHEST_NOTE)).quantize(CENT, ROUND_HALF_UP)


def missing(grid: Grid, notes: Notes) -> list[tuple[Section, Criterion]]:
    """What has neither a note nor an abstention."""
    return [
        (section, criterion)
        for section, criterion in grid.cells
        if not ((score := notes.get((section.pk, criterion.pk))) and score.is_given)
    ]


def by_criterion(grid: Grid, scores: Iterable[Score]) -> dict[int, Decimal]:
    """By key of the criterion, the mean of its notes by the weights of the sections; none where none was given."""
    found: dict[int, Decimal] = {}
    scores, weights = list(scores), {section.pk: section.weight for section in grid.sections}
    for criterion in grid.criteria:
        given = [(weights.get(one.section_id, 0), one.note) for one in scores if one.criterion_id == criterion.pk]
        counted = [(weight, note) for weight, note in given if note is not None and weight]
        if counted:
            whole = sum(weight for weight, _note in counted)
            found[criterion.pk] = Decimal(sum(weight * note for weight, note in counted)) / whole
    return found


def kept(grid: Grid, notes: Notes) -> dict[str, Any]:
    """The grid with its words, weights and notes, as it was at the deposit."""
    return {
        "criteria": [{"code": one.code, "name": one.name, "weight": one.weight} for one in grid.criteria],
        "sections": [
            {
                "code": section.code,
                "title": section.title,
                "weight": section.weight,
                "notes": {
                    criterion.code: score.note
                    for criterion in grid.criteria
                    if (score := notes.get((section.pk, criterion.pk)))
                },
            }
            for section in grid.sections
        ],
    }
