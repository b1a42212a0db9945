"""The views of a period as bars of a drawing of fixed size, which the page stretches to its width."""

import datetime
from dataclasses import dataclass

from initiatives.statistics.periods import Window

STEP = 10
"""The width of a bar with the space beside it."""
HEIGHT = 100
LEAST = 2
"""The height of a bar that stands for something: a single view among thousands is seen too."""


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    views: int
    x: int
    height: int

    @property
    def y(self) -> int:
        return HEIGHT - self.height


def bars(window: Window, views: dict[datetime.date, int]) -> list[Bar]:
    """One a step, in order; a step that nobody read in has none of it."""
    highest = max(views.values(), default=0)
    counts = [views.get(step, 0) for step in window.steps]
    return [
        Bar(window.label(step), count, number * STEP, _height(count, highest))
        for number, (step, count) in enumerate(zip(window.steps, counts, strict=True))
    ]


def _height(count: int, highest: int) -> int:
    return max(LEAST, round(HEIGHT * count / highest)) if count else 0
