"""What came of the tests, as it is kept, and what is read of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from labels.robustness.rules import CERTAIN, Kind


def percent(share: float) -> str:
    """« 62 % ». Draws are too few to call anything impossible, or certain."""
    if share < 0.01:
        return _("moins de 1 %")
    if share > 0.99:
        return _("plus de 99 %")
    return _("%(number)s %%") % {"number": round(share * 100)}


@dataclass(frozen=True, slots=True)
class Change:
    """One test that gives another level: ``rung`` is that one. ``key`` is the member of the jury, the place of the
    weight, the rung of the threshold or the measure; ``by`` says whether it was moved up or down.
    """

    kind: Kind
    key: str
    by: int
    rung: int


@dataclass(frozen=True)
class Verdict:
    """Of one dossier. ``rung`` 0 is below the lowest threshold, 1 the lowest level; ``odds`` are by rung, and empty
    when there are too few readings to draw others. ``readers`` are the members of the jury who deposited a reading, in
    the order of its letters.
    """

    score: Decimal
    rung: int
    odds: tuple[float, ...] = ()
    changes: tuple[Change, ...] = ()
    readers: tuple[int, ...] = ()

    @cached_property
    def probability(self) -> float | None:
        """That of the level that is proposed."""
        return self.odds[self.rung] if self.odds else None

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """Those of the tests that it does not pass."""
        found = {change.kind for change in self.changes}
        if self.probability is not None and self.probability < CERTAIN:
            found.add(Kind.DRAWS)
        return frozenset(found)

    @property
    def is_fragile(self) -> bool:
        return Kind.DRAWS in self.kinds or not self.kinds.isdisjoint(Kind.decisive())

    @property
    def chance(self) -> str:
        """« 62 % »; nothing where it is not known."""
        return "" if self.probability is None else percent(self.probability)

    @property
    def firmness(self) -> tuple[bool, float, int]:
        """What sorts the most fragile first."""
        return not self.is_fragile, 1.0 if self.probability is None else self.probability, -len(self.changes)


@dataclass(frozen=True, slots=True)
class Result:
    """``symbols`` are the arobases of each rung from 1, ``weights`` the names of what was weighed otherwise."""

    verdicts: Mapping[int, Verdict]
    symbols: tuple[int, ...] = ()
    weights: tuple[str, ...] = ()

    def kept(self) -> dict[str, Any]:
        return {
            "symbols": list(self.symbols),
            "weights": list(self.weights),
            "dossiers": {
                str(key): {
                    "score": str(one.score),
                    "rung": one.rung,
                    "odds": list(one.odds),
                    "readers": list(one.readers),
                    "changes": [[change.kind.value, change.key, change.by, change.rung] for change in one.changes],
                }
                for key, one in self.verdicts.items()
            },
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        verdicts = {
            int(key): Verdict(
                Decimal(one["score"]),
                one["rung"],
                tuple(one["odds"]),
                tuple(Change(Kind(kind), name, by, rung) for kind, name, by, rung in one["changes"]),
                tuple(one["readers"]),
            )
            for key, one in kept["dossiers"].items()
        }
        return cls(verdicts, tuple(kept["symbols"]), tuple(kept["weights"]))
