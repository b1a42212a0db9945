"""The deposited readings of a campaign, as rows: everything that is worked out starts from these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from labels.enums import DossierState
from labels.models import Campaign, Review

SCORED = (DossierState.READING, *DossierState.deliberated(), DossierState.PUBLISHED)
"""The readings of a dossier count while the jury has it, and after."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``mark`` is out of 100, nothing when the reader abstained from everything; ``proposed`` is the arobases that she
    proposes, ``grid`` what the mark was made of, where it was asked for.
    """

    dossier: int
    juror: int
    mark: float | None
    proposed: int | None = None
    grid: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)


def of_campaign(campaign: Campaign, *, with_grids: bool = False) -> list[Reading]:
    """In the order in which they were assigned, which is that of their letters. One query; the grids weigh two
    megabytes, and only who needs them asks.
    """
    columns = ("assignment__dossier_id", "assignment__juror_id", "mark", "level__symbols")
    rows = Review.objects.deposited().filter(
        assignment__dossier__campaign=campaign, assignment__dossier__state__in=SCORED
    )
    found = rows.order_by("assignment__dossier_id", "assignment_id").values_list(
        *columns, *(("grid",) if with_grids else ())
    )
    return [
        Reading(dossier, juror, None if mark is None else float(mark), proposed, *grid)
        for dossier, juror, mark, proposed, *grid in found
    ]


def by_dossier(readings: Iterable[Reading]) -> dict[int, list[Reading]]:
    """In the order of the readings."""
    found: dict[int, list[Reading]] = {}
    for reading in readings:
        found.setdefault(reading.dossier, []).append(reading)
    return found
