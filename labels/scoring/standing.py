"""Where each dossier of a campaign stands once its readings are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import fmean, median, stdev

from labels.models import Campaign, Level
from labels.scoring.scale import cents, level_of, nearest, scale
from labels.scoring.severity import Plan, column, fit
from labels.scoring.table import Reading, by_dossier, of_campaign

NEAR = Decimal(10)
"""From how many points on a threshold is far, and hastens nothing."""
RUNG = Decimal(10)
"""What one level between the lowest and the highest that are proposed weighs, in points."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one reader gave: her mark, the same without her severity, and the arobases that she proposes."""

    juror_id: int
    mark: Decimal
    corrected: Decimal
    proposed: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """``raw`` and ``median`` are of the marks as they were given; ``score``, of the corrected ones, proposes ``level``.

    ``spread`` is between the lowest and the highest corrected mark, ``deviation`` their standard deviation, when there
    are two. ``nearest`` is the points above the nearest threshold, negative below. ``marks`` are in the order of the
    letters of the readings. Without ``is_correctable`` the corrected marks are those that were given. Of a dossier from
    which everybody abstained nothing is known.
    """

    raw: Decimal | None = None
    median: Decimal | None = None
    score: Decimal | None = None
    level: Level | None = None
    spread: Decimal = Decimal(0)
    deviation: Decimal | None = None
    nearest: Decimal | None = None
    marks: tuple[Mark, ...] = ()
    proposed: frozenset[int] = frozenset()
    is_correctable: bool = False

    @property
    def is_disputed(self) -> bool:
        """Whether its readers propose different levels."""
        return len(self.proposed) > 1


def urgency(standing: Standing) -> Decimal:
    """How much a dossier asks to be talked over; the deliberation takes the highest first. In points:

    the spread between its readers, plus how much nearer than ``NEAR`` its score is to a threshold, plus ``RUNG`` for
    each level between the lowest and the highest that its readers, or its score, propose. A dossier without a score
    comes before all others.
    """
    if standing.score is None:
        return Decimal("Infinity")
    near = max(NEAR - abs(standing.nearest), Decimal(0)) if standing.nearest is not None else Decimal(0)
    said = set(standing.proposed) | ({standing.level.symbols} if standing.level else set())
    rungs = max(said) - min(said) if said else 0
    return standing.spread + near + rungs * RUNG


def standings(campaign: Campaign) -> dict[int, Standing]:
    """By key of dossier, of those that have a deposited reading. Two queries."""
    return of_readings(of_campaign(campaign), list(campaign.levels.all()))


def of_readings(readings: Sequence[Reading], levels: Sequence[Level]) -> dict[int, Standing]:
    marked = tuple((one.dossier, one.juror, one.mark) for one in readings if one.mark is not None)
    mended, compared = _mended(marked)
    corrected = {(dossier, juror): mark for (dossier, juror, _mark), mark in zip(marked, mended, strict=True)}
    ladder = scale(levels)
    return {dossier: _standing(of_it, corrected, ladder, compared) for dossier, of_it in by_dossier(readings).items()}


@lru_cache(maxsize=8)
def _mended(marked: tuple[tuple[int, int, float], ...]) -> tuple[tuple[float, ...], frozenset[int]]:
    """The corrected marks, and who could be compared. Worked out once for each set of marks: screens ask again and
    again for the same ones.
    """
    plan = Plan([dossier for dossier, _juror, _mark in marked], [juror for _dossier, juror, _mark in marked])
    marks = column(mark for _dossier, _juror, mark in marked)
    return tuple(fit(plan, marks).corrected(marks)[:, 0].tolist()), plan.compared()


def _standing(
    readings: Sequence[Reading],
    corrected: Mapping[tuple[int, int], float],
    levels: Sequence[Level],
    compared: frozenset[int],
) -> Standing:
    proposed = frozenset(one.proposed for one in readings if one.proposed is not None)
    given = [(one, one.mark, corrected[one.dossier, one.juror]) for one in readings if one.mark is not None]
    if not given:
        return Standing(proposed=proposed)
    raw, mended = [mark for _one, mark, _mended in given], [mark for _one, _mark, mark in given]
    score = cents(fmean(mended))
    return Standing(
        raw=cents(fmean(raw)),
        median=cents(median(raw)),
        score=score,
        level=level_of(score, levels),
        spread=cents(max(mended) - min(mended)),
        deviation=cents(stdev(mended)) if len(mended) > 1 else None,
        nearest=nearest(score, levels),
        marks=tuple(Mark(one.juror, cents(mark), cents(fair), one.proposed) for one, mark, fair in given),
        proposed=proposed,
        is_correctable=all(one.juror in compared for one, _mark, _fair in given),
    )
