"""Tables of readings, without a database."""

from collections.abc import Iterable, Sequence

from labels.models import Level
from labels.scoring.severity import Fit, Plan, column, fit
from labels.scoring.table import Reading
from tests.labels.factories import SCALE

LEVELS = [Level(symbols=symbols, name=name, threshold=threshold) for symbols, name, threshold in SCALE]
TWELVE = (
    (22, None, 38, 36, None), (None, 60, 55, None, 46), (47, 58, 58, None, None), (39, None, None, 57, 45),
    (32, None, 37, 49, None), (None, 57, None, 62, 51), (36, None, 43, 40, None), (None, 41, 41, 37, None),
    (None, None, 59, 61, 60), (31, None, 39, None, 39), (65, 73, None, 78, None), (None, None, 60, 63, 59),
)  # fmt: skip
"""Marks of twelve dossiers, a line each, by five readers. Drawn with severities of -7, 5, 0, 3 and -1."""


def rows(lines: Iterable[Sequence[float | None]] = TWELVE) -> list[tuple[int, int, float]]:
    """Dossier, reader, mark."""
    return [
        (dossier, juror, mark)
        for dossier, line in enumerate(lines, 1)
        for juror, mark in enumerate(line, 1)
        if mark is not None
    ]


def readings(lines: Iterable[Sequence[float | None]] = TWELVE) -> list[Reading]:
    return [Reading(*row) for row in rows(lines)]


def fitted(table: Sequence[tuple[int, int, float]]) -> tuple[Fit, dict[int, float], dict[int, float]]:
    """The fit, the severities by reader, and the scores by dossier."""
    plan = Plan([dossier for dossier, _juror, _mark in table], [juror for _dossier, juror, _mark in table])
    marks = column(mark for _dossier, _juror, mark in table)
    found = fit(plan, marks)
    severities = dict(zip(plan.juror_keys, found.severities(marks)[:, 0].tolist(), strict=True))
    return found, severities, dict(zip(plan.dossier_keys, found.scores(marks)[:, 0].tolist(), strict=True))
