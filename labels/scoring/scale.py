"""From a score to the level that it proposes."""

from collections.abc import Iterable
from decimal import Decimal

from labels.models import Level

CENT = Decimal("0.01")


def cents(value: float) -> Decimal:
    """To the hundredth, which is how scores are compared with thresholds, and shown. In the manner of numpy, which
    rounds those of a trial: formatting rounds 40.995 down and numpy up, and a level would depend on the screen.
    """
    return Decimal(round(value * 100)).scaleb(-2)


def scale(levels: Iterable[Level]) -> list[Level]:
    """Those that a score may propose, the lowest first."""
    return sorted((one for one in levels if one.threshold is not None), key=lambda one: (one.threshold, one.symbols))


def level_of(score: Decimal | None, levels: Iterable[Level]) -> Level | None:
    """The highest level whose threshold the score reaches; none below the lowest."""
    if score is None:
        return None
    reached = [one for one in scale(levels) if one.threshold is not None and one.threshold <= score]
    return reached[-1] if reached else None


def nearest(score: Decimal | None, levels: Iterable[Level]) -> Decimal | None:
    """How many points above the nearest threshold a score is, or below it, with a minus. A threshold of 0 parts
    nobody, and is near to none.
    """
    if score is None:
        return None
    distances = [score - one.threshold for one in scale(levels) if one.threshold]
    return min(distances, key=lambda one: (abs(one), -one), default=None)
