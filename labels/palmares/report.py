"""What became of each line of a file of awards, as text and as a table to be corrected and loaded again."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TextIO

from labels.palmares.reading import COLUMNS, Line
from portal.spreadsheets import harmless_row


class Outcome(Enum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DIFFERENT = "different"
    UNMATCHED = "unmatched"

    @property
    def is_to_mend(self) -> bool:
        """Whether somebody has to look at the line: nothing of it was loaded."""
        return self in {Outcome.DIFFERENT, Outcome.UNMATCHED}


@dataclass(frozen=True, slots=True)
class Told:
    """A line, what became of it, why, and the collectivités that it may mean."""

    line: Line
    outcome: Outcome
    reason: str = ""
    suggestions: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = self.line.name or self.line.code
        may_be = f": {'; '.join(self.suggestions)}" if self.suggestions else ""
        return f"line {self.line.number}, {self.line.year}, {named}: {self.reason}{may_be}"


@dataclass(slots=True)
class Report:
    lines: list[Told] = field(default_factory=list)
    new_years: list[int] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def counts(self) -> Counter[Outcome]:
        return Counter(told.outcome for told in self.lines)

    def to_mend(self) -> list[Told]:
        return [told for told in self.lines if told.outcome.is_to_mend]

    def text(self, is_dry: bool) -> Iterator[str]:
        would = "would be " if is_dry else ""
        counts = self.counts()
        if self.unread:
            yield f"Columns that are not read: {', '.join(self.unread)}."
        if self.new_years:
            yield f"New years: {', '.join(map(str, self.new_years))}."
        yield (
            f"{counts[Outcome.CREATED]} {would}created, {counts[Outcome.CHANGED]} {would}changed,"
            f" {counts[Outcome.UNCHANGED]} unchanged, {counts[Outcome.DIFFERENT]} different and left as they are,"
            f" {counts[Outcome.UNMATCHED]} unmatched."
        )
        yield from (str(told) for told in self.to_mend())

    def write_table(self, stream: TextIO) -> None:
        """The lines that are to be mended, with the columns of the file: what is corrected there is loaded again."""
        lines = csv.writer(stream)
        lines.writerow([*COLUMNS, "raison", "suggestions"])
        for told in self.to_mend():
            values = [told.line.raw.get(column, "") for column in COLUMNS]
            lines.writerow(harmless_row([*values, told.reason, "; ".join(told.suggestions)]))
