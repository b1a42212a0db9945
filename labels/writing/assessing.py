"""The self-assessment: where the answers lead, on the scale of the campaign. It promises nothing; the jury decides.

A question brings a share of its points; a section, the share of the points that are asked in it on the path of the
dossier; the dossier, the mean of its sections by their weights, out of 100. Because shares are of what was asked, both
paths lead to the same scale. A section where no points are asked has no say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from labels.enums import QuestionKind
from labels.models import Level
from labels.writing.reading import Asked, Part, Written

STRONG = 75
"""From this share, in hundredths, a section is a strong point."""
STRONG_SHOWN, STEPS_SHOWN = 3, 3


@dataclass(frozen=True, slots=True)
class SectionScore:
    """``earned`` of ``most`` points; ``share`` in hundredths; ``weight`` its part of the whole, in hundredths."""

    part: Part
    earned: Decimal
    most: int
    weight: Decimal

    @property
    def share(self) -> Decimal:
        return 100 * self.earned / self.most

    @property
    def brings(self) -> Decimal:
        """What it brings to the score, out of 100."""
        return self.share * self.weight / 100


@dataclass(frozen=True, slots=True)
class NextStep:
    """A question that would bring more; ``gain`` is how much at most, out of 100."""

    asked: Asked
    gain: Decimal


@dataclass(frozen=True, slots=True)
class Assessment:
    """``level`` is the one whose threshold the score reaches, ``next_level`` the one above it, if there is one."""

    score: Decimal
    sections: tuple[SectionScore, ...]
    level: Level | None
    next_level: Level | None
    strong: tuple[SectionScore, ...]
    next_steps: tuple[NextStep, ...]

    @property
    def lacks(self) -> Decimal | None:
        """How far the level above is."""
        threshold = self.next_level.threshold if self.next_level else None
        return None if threshold is None else threshold - self.score

    def of(self, part: Part) -> SectionScore | None:
        return next((one for one in self.sections if one.part.section.pk == part.section.pk), None)


def assess(written: Written, levels: Sequence[Level]) -> Assessment:
    """``levels`` are those of the campaign, in any order."""
    scored = [(part, most) for part in written.parts if (most := _most(part)) and part.section.weight]
    whole = sum(part.section.weight for part, _most_points in scored)
    sections = tuple(
        SectionScore(part, _earned(part), most, Decimal(100 * part.section.weight) / whole) for part, most in scored
    )
    score = sum((one.brings for one in sections), Decimal())
    known = ((level.threshold, level) for level in levels if level.threshold is not None)
    rungs = sorted(known, key=lambda rung: rung[0])
    reached = [level for threshold, level in rungs if threshold <= score]
    steps = sorted(_steps(sections), key=lambda step: -step.gain)
    strong = sorted((one for one in sections if one.share >= STRONG), key=lambda one: -one.share)
    return Assessment(
        score=score,
        sections=sections,
        level=reached[-1] if reached and written.has_answers else None,
        next_level=next((level for threshold, level in rungs if threshold > score), None),
        strong=tuple(strong[:STRONG_SHOWN]),
        next_steps=tuple(steps[:STEPS_SHOWN]),
    )


def earned(asked: Asked) -> Decimal:
    """The points that an answer brings."""
    return asked.question.points * _SHARES[QuestionKind(asked.question.kind)](asked)


def _steps(sections: Sequence[SectionScore]) -> list[NextStep]:
    return [
        NextStep(asked, gain)
        for section in sections
        for asked in section.part.asked
        if (gain := section.weight * (asked.question.points - earned(asked)) / section.most)
    ]


def _most(part: Part) -> int:
    return sum(asked.question.points for asked in part.asked)


def _earned(part: Part) -> Decimal:
    return sum((earned(asked) for asked in part.asked), Decimal())


def _said_yes(asked: Asked) -> Decimal:
    return Decimal(1) if asked.answer and asked.answer.number else Decimal()


def _of_choice(asked: Asked) -> Decimal:
    return Decimal(asked.choice.share) / 100 if asked.choice else Decimal()


def _of_number(asked: Asked) -> Decimal:
    return _up_to(asked.answer.number or Decimal() if asked.answer else Decimal(), asked.question.full_at)


def _of_text(asked: Asked) -> Decimal:
    """What it is worth is for the jury to say: that it is there is all that can be counted."""
    return Decimal(1) if asked.is_answered else Decimal()


def _of_proofs(asked: Asked) -> Decimal:
    return _up_to(Decimal(len(asked.proofs) + len(asked.files)), asked.question.full_at)


def _up_to(number: Decimal, full_at: int | None) -> Decimal:
    """Without a number from which all points come, the first one brings them."""
    return min(Decimal(1), number / (full_at or 1))


_SHARES: dict[QuestionKind, Callable[[Asked], Decimal]] = {
    QuestionKind.YES_NO: _said_yes,
    QuestionKind.SCALE: _of_choice,
    QuestionKind.CHOICE: _of_choice,
    QuestionKind.NUMBER: _of_number,
    QuestionKind.TEXT: _of_text,
    QuestionKind.EVIDENCE: _of_proofs,
}
