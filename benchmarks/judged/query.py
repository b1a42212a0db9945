"""What is asked, and what must be found."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from benchmarks.judged.texts import SEED, Sheet, sheets

EXACT, FORMS, HARD, TYPO, AUTOCOMPLETE, TOPICAL = KINDS = ("exact", "forms", "hard", "typo", "autocomplete", "topical")
BEST = 3


@dataclass(frozen=True, slots=True)
class Query:
    """``wanted`` gives the grade, 1 to 3, of the sheets that answer, by key; a known item has one. ``variety`` says
    what of its kind it tries.
    """

    kind: str
    variety: str
    text: str
    wanted: dict[str, int]

    @property
    def is_known_item(self) -> bool:
        return self.kind != TOPICAL

    @property
    def best(self) -> str:
        """Key of a sheet that answers best."""
        return max(self.wanted, key=lambda key: self.wanted[key])


Maker = Callable[[Sheet, random.Random], str | None]
"""Writes a query that must find this sheet, or none where the sheet does not lend itself to it."""


def ask(kind: str, variety: str, count: int, make: Maker) -> Iterable[Query]:
    """``count`` queries of a variety, for as many sheets drawn by chance."""
    chance = random.Random(f"{SEED} {kind} {variety}")
    asked: set[str] = set()
    for sheet in chance.sample(sheets(), len(sheets())):
        text = make(sheet, chance)
        if text and text not in asked:
            asked.add(text)
            yield Query(kind, variety, text, {sheet.key: BEST})
        if len(asked) == count:
            return
    raise ValueError(f"{kind}, {variety}: only {len(asked)} of {count} queries can be made")
