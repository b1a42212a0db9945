"""How far a dossier is: what is answered, what is left, what is to be read again."""

from collections.abc import Iterable
from dataclasses import dataclass

from labels.answered import Said
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


def said_in(written: Written) -> Said:
    """For the conditions of the deposit, which would read the same again."""
    proofs = sum(len(asked.proofs) + len(asked.files) for asked in written.asked)
    return Said(tuple(asked.question for asked in progress(written.asked).missing), proofs)
