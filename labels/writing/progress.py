"""How far a dossier is: what is answered, what is left, what is to be read again."""

from collections.abc import Iterable
from dataclasses import dataclass

from labels.writing.reading import Asked, Part, Written


@dataclass(frozen=True, slots=True)
class Progress:
    """``missing`` are the questions that owe an answer, ``carried`` those answered by an earlier year alone."""

    answered: int
    total: int
    missing: tuple[Asked, ...]
    carried: tuple[Asked, ...]

    @property
    def is_done(self) -> bool:
        """Nothing is owed, and something is said: a section without obligation is not done before it is opened."""
        return not self.missing and bool(self.answered)

    @property
    def state(self) -> str:
        """The class of its step."""
        if self.is_done:
            return "done"
        return "part" if self.answered else ""


def progress(asked: Iterable[Asked]) -> Progress:
    rows = tuple(asked)
    return Progress(
        answered=sum(one.is_answered for one in rows),
        total=len(rows),
        missing=tuple(one for one in rows if one.question.required and not one.is_answered),
        carried=tuple(one for one in rows if one.is_carried),
    )


def steps(written: Written) -> list[tuple[Part, Progress]]:
    return [(part, progress(part.asked)) for part in written.parts]


SECONDS_PER_QUESTION = 48
"""What an answer takes, from the short path: nineteen questions in a quarter of an hour."""


def minutes(questions: int) -> int:
    """About how long it takes to answer, by five minutes."""
    return max(5, 5 * round(questions * SECONDS_PER_QUESTION / 300))
