"""What the jury decided, beside the level that its readers proposed, in the middle of them."""

from collections import Counter, defaultdict
from enum import StrEnum
from statistics import median_high, median_low
from typing import Any

from django.utils.translation import gettext as _

from labels.comparison.lines import Line, with_bars
from labels.comparison.rules import LEAST
from labels.comparison.years import Years
from labels.models import Decision

NOTHING = -1
"""The rung of who is given nothing: below a mention, which has no arobase."""


class Moved(StrEnum):
    """How a decision stands beside what was proposed; between two levels in the middle, either is what was proposed."""

    UP = "up"
    SAME = "same"
    DOWN = "down"


def moved(decided: int, proposed: list[int]) -> Moved:
    if decided > median_high(proposed):
        return Moved.UP
    return Moved.DOWN if decided < median_low(proposed) else Moved.SAME


def decisions(years: Years) -> list[Line]:
    """None where too few dossiers were decided; in one query."""
    counts = _counted(years)
    now = counts.get(years.campaign.pk, Counter())
    before = counts.get(years.earlier.pk) if years.earlier else None
    if now.total() < LEAST:
        return []
    labels = {
        Moved.UP: _("Un niveau plus haut que celui des lectures"),
        Moved.SAME: _("Le niveau des lectures"),
        Moved.DOWN: _("Un niveau plus bas, ou pas de label"),
    }
    is_known = before is not None and before.total() >= LEAST
    return with_bars(
        Line(label, now[how], before[how] if before and is_known else None) for how, label in labels.items()
    )


def _counted(years: Years) -> dict[int, Counter[Moved]]:
    proposals: dict[tuple[int, int], list[int]] = defaultdict(list)
    decided: dict[tuple[int, int], int] = {}
    for campaign, dossier, level, proposed in _rows(years):
        decided[campaign, dossier] = NOTHING if level is None else level
        proposals[campaign, dossier].append(proposed)
    found: dict[int, Counter[Moved]] = defaultdict(Counter)
    for (campaign, dossier), levels in proposals.items():
        found[campaign][moved(decided[campaign, dossier], levels)] += 1
    return found


def _rows(years: Years) -> Any:
    """A row for each reading that proposed a level and counts."""
    reading = "dossier__assignments__review"
    rows = Decision.objects.public().filter(dossier__campaign__in=years.both).order_by()
    proposed = rows.filter(
        **{
            f"{reading}__deposited_at__isnull": False,
            f"{reading}__level__isnull": False,
            "dossier__assignments__recused_at__isnull": True,
        }
    )
    return proposed.values_list("dossier__campaign_id", "dossier_id", "level__symbols", f"{reading}__level__symbols")
