"""What is counted for the map: the hits of one département in one cell of the map."""

from dataclasses import dataclass

CELL = 48
"""Side of a cell, in units of the outline: about 24 pixels where the map is as wide as half a screen."""


@dataclass(frozen=True, slots=True)
class Spot:
    """How many hits there are, of how many collectivités, and the middle of them on the map, where it has them.

    ``departement`` is a key, none for what is in none or in several.
    """

    departement: int | None
    count: int
    collectivities: int
    place: tuple[int, int] | None
