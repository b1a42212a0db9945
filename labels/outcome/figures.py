"""What candidates think of the process, added up so that nobody is recognised.

Until the appeals end, only how many answered is told: figures that grow would say what the last one answered, and
nobody should fear for an appeal. After that, means and texts, without a name; none where fewer than ``LEAST`` answered.
By class, they are told when every class has that many: the whole less the others would say the rest.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from labels.enums import Grade, WouldAgain
from labels.models import Campaign, ProcessFeedback
from labels.models.feedback import GRADES
from labels.outcome.deadline import is_past

LEAST = 5


@dataclass(frozen=True, slots=True)
class Said:
    """An answer of nobody: a grade for each question, in their order."""

    of_class: str
    grades: tuple[int, ...]
    again: str
    words: str


@dataclass(frozen=True, slots=True)
class Opinions:
    """Those of a class, or of all of them. ``means`` are in the order of the questions."""

    name: str
    count: int
    means: tuple[float, ...]
    again: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """``rows`` are empty until they may be told; ``has_classes`` is whether each may say its class."""

    count: int
    is_over: bool
    rows: list[Said]
    has_classes: bool

    @property
    def is_told(self) -> bool:
        return bool(self.rows)

    @property
    def whole(self) -> Opinions | None:
        return opinions("", self.rows) if self.rows else None

    @property
    def classes(self) -> list[Opinions]:
        if not self.has_classes:
            return []
        return [opinions(name, rows) for name, rows in sorted(by_class(self.rows).items())]

    @property
    def texts(self) -> list[str]:
        """By their own words: an order that says nothing of who wrote them."""
        return sorted(row.words for row in self.rows if row.words)


def report(campaign: Campaign) -> Report:
    """One query."""
    until = campaign.appeals_until
    found = ProcessFeedback.objects.filter(dossier__campaign=campaign)
    values = found.values_list("dossier__questionnaire__name", *GRADES, "again", "words")
    rows = [Said(name, tuple(given), again, words) for name, *given, again, words in values]
    is_over = until is None or is_past(until, timezone.now())
    if not is_over or len(rows) < LEAST:
        return Report(len(rows), is_over, [], False)
    has_classes = all(len(of_class) >= LEAST for of_class in by_class(rows).values())
    rows.sort(key=lambda row: (row.words, row.grades, row.again))
    return Report(len(rows), is_over, rows, has_classes)


def by_class(rows: Sequence[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for row in rows:
        found[row.of_class].append(row)
    return found


def opinions(name: str, rows: Sequence[Said]) -> Opinions:
    means = tuple(sum(row.grades[place] for row in rows) / len(rows) for place in range(len(GRADES)))
    again = tuple(sum(row.again == answer for row in rows) for answer in WouldAgain.values)
    return Opinions(name, len(rows), means, again)


BEST = max(Grade.values)
