"""A line of a comparison: a number of a year, and of the earlier one."""

from collections.abc import Iterable
from dataclasses import dataclass

MINUS = "−"


def signed(number: float, digits: int = 0) -> str:
    """With its sign, as it is written."""
    return f"{number:+.{digits}f}".replace("-", MINUS)


@dataclass(frozen=True, slots=True)
class Line:
    """``before`` is none where it is not known; ``width`` how long the bar of the number is, out of 100."""

    name: str
    now: int | None
    before: int | None
    width: float = 0

    @property
    def difference(self) -> str:
        if self.now is None or self.before is None:
            return ""
        return signed(self.now - self.before) if self.now != self.before else "="


def with_bars(lines: Iterable[Line]) -> list[Line]:
    """Each as long as its number, beside the highest of them."""
    found = list(lines)
    highest = max((line.now or 0 for line in found), default=0)
    return [
        Line(line.name, line.now, line.before, round(100 * (line.now or 0) / highest, 1) if highest else 0)
        for line in found
    ]
