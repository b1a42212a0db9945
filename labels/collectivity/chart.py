"""The arobases of each year as signs of a drawing: one a level, up to the highest that its scale had."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from labels.collectivity.history import Year

STEP, SIGN = 22, 18
"""The width of a year, and the side of an arobase."""
RUNG = 20
TOP, BELOW = 8, 26
"""What is left above the highest rung, and below the lowest for the years."""
ENLARGED = 1.9
LABELLED_YEARS = 5
"""A year in so many is written."""


@dataclass(frozen=True, slots=True)
class Column:
    """A year: ``middle`` is where it stands from the left, ``signs`` where each arobase starts from the top."""

    year: int
    middle: float
    signs: tuple[float, ...]
    is_mention: bool
    is_empty: bool
    is_last: bool
    is_written: bool

    @property
    def left(self) -> float:
        return self.middle - SIGN / 2


@dataclass(frozen=True, slots=True)
class Rung:
    """A line at the height of a level, as long as the scales of successive years have it."""

    start: float
    end: float
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """``base`` is where the lowest rung stands, from the top; ``natural`` how wide it is drawn where there is room."""

    width: int
    height: int
    base: float
    columns: tuple[Column, ...]
    rungs: tuple[Rung, ...]

    @property
    def natural(self) -> int:
        return round(self.width * ENLARGED)

    @property
    def axis(self) -> float:
        return self.base + RUNG / 2

    @property
    def words(self) -> float:
        return self.axis + 16


def chart(years: Sequence[Year]) -> Chart:
    """Of one year at least."""
    highest = max(1, *(year.highest for year in years))
    base = TOP + (highest - 1) * RUNG + SIGN / 2
    places = {year.year: place for place, year in enumerate(years)}
    last = years[-1].year
    columns = tuple(
        Column(
            year.year,
            _middle(places[year.year]),
            tuple(base - rung * RUNG - SIGN / 2 for rung in range(year.symbols)),
            is_mention=year.award is not None and not year.symbols,
            is_empty=year.award is None,
            is_last=year.year == last,
            is_written=_is_written(places[year.year], year.year, len(years)),
        )
        for year in years
    )
    return Chart(len(years) * STEP, round(base + RUNG / 2) + BELOW, base, columns, tuple(_rungs(years, highest, base)))


def _middle(place: int) -> float:
    return place * STEP + STEP / 2


def _is_written(place: int, year: int, count: int) -> bool:
    """The first and the last, and round ones that stand far enough from these to be read."""
    is_apart = 1 < place < count - 2
    return place in {0, count - 1} or (year % LABELLED_YEARS == 0 and is_apart)


def _rungs(years: Sequence[Year], highest: int, base: float) -> Iterator[Rung]:
    for rung in range(highest):
        place = 0
        for is_there, run in groupby([year.highest > rung for year in years]):
            length = len(list(run))
            if is_there:
                yield Rung(place * STEP, (place + length) * STEP, base - rung * RUNG)
            place += length
