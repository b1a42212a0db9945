"""Marks made again with other weights, from what each reading keeps of its grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labels.models.grid import HIGHEST_NOTE
from labels.scoring.table import Reading


@dataclass(frozen=True, slots=True)
class Weight:
    """A section or a criterion. The same code is the same weight in every questionnaire."""

    key: str
    name: str


class Marks:
    """The sums of which the marks are made, so that one with another weight is two additions and a division."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        import numpy

        self.weights = _weights(readings)
        places = {weight.key: place for place, weight in enumerate(self.weights)}
        self.points = numpy.zeros((len(readings), len(places)))
        self.most = numpy.zeros((len(readings), len(places)))
        self.whole = numpy.zeros((len(readings), 2))
        for row, reading in enumerate(readings):
            for keys, weight, note in _cells(reading.grid):
                self.whole[row] += weight * note, weight * HIGHEST_NOTE
                for key in keys:
                    self.points[row, places[key]] += weight * note
                    self.most[row, places[key]] += weight * HIGHEST_NOTE

    def moved(self, place: int, share: float) -> Any:
        """One column: the marks when a weight counts for more by a share of itself, or for less."""
        points = self.whole[:, 0] + share * self.points[:, place]
        most = self.whole[:, 1] + share * self.most[:, place]
        return (100 * points / most).round(2)[:, None]


def _weights(readings: Sequence[Reading]) -> list[Weight]:
    """In the order of the grids; of a name that differs from one questionnaire to another, the first."""
    found: dict[str, str] = {}
    for kind, label in (("sections", "title"), ("criteria", "name")):
        for reading in readings:
            for one in reading.grid[kind]:
                found.setdefault(_key(kind, one), one[label])
    return [Weight(key, name) for key, name in found.items()]


def _key(kind: str, one: Mapping[str, Any]) -> str:
    return f"{kind}:{one['code']}"


def _cells(grid: Mapping[str, Any]) -> list[tuple[tuple[str, str], int, int]]:
    """Of each note that was given: the two weights that it hangs on, their product, and itself."""
    weights = {one["code"]: (_key("criteria", one), one["weight"]) for one in grid["criteria"]}
    found = []
    for section in grid["sections"]:
        for code, note in section["notes"].items():
            if note is not None:
                key, weight = weights[code]
                found.append(((_key("sections", section), key), section["weight"] * weight, note))
    return found
