"""A dossier with its questions and what is answered, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from labels.enums import DossierPath, QuestionKind
from labels.models import Answer, Choice, Dossier, DossierFile, Evidence, Question, Section
from labels.writing.questionnaires import by_path, questions_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is answered to it. ``number`` is how it is called in the page: « 5.1 »."""

    section: Section
    question: Question
    number: str
    choices: tuple[Choice, ...] = ()
    answer: Answer | None = None
    proofs: tuple[Evidence, ...] = ()
    files: tuple[DossierFile, ...] = ()

    @property
    def is_answered(self) -> bool:
        """By an answer that says something, or by a proof."""
        return bool(self.proofs or self.files) or (self.answer is not None and not self.answer.is_empty)

    @property
    def is_carried(self) -> bool:
        """Taken from an earlier dossier, and nobody has looked at it since."""
        return self.answer is not None and self.answer.carried

    @property
    def choice(self) -> Choice | None:
        """The one that was chosen."""
        key = self.answer.choice_id if self.answer else None
        return next((choice for choice in self.choices if choice.pk == key), None)


@dataclass(frozen=True, slots=True)
class Part:
    """A section, and what is asked in it on the path of the dossier. ``number`` is its place, from one."""

    section: Section
    number: int
    asked: tuple[Asked, ...]

    @property
    def asks_for_proofs(self) -> bool:
        return any(asked.question.kind == QuestionKind.EVIDENCE for asked in self.asked)


@dataclass(frozen=True, slots=True)
class Written:
    """``of_path`` is what each path asks; ``has_sheets`` says whether the sheets of the proofs were read too."""

    dossier: Dossier
    parts: tuple[Part, ...]
    of_path: Mapping[DossierPath, Sequence[Question]]
    has_sheets: bool = True

    @property
    def asked(self) -> list[Asked]:
        return [asked for part in self.parts for asked in part.asked]

    def part(self, code: str) -> Part | None:
        return next((part for part in self.parts if part.section.code == code), None)

    def around(self, part: Part) -> tuple[Part | None, Part | None]:
        """The parts before and after this one."""
        place = self.parts.index(part)
        before = self.parts[place - 1] if place else None
        after = self.parts[place + 1] if place + 1 < len(self.parts) else None
        return before, after

    @property
    def has_answers(self) -> bool:
        return any(asked.is_answered for asked in self.asked)


def read(dossier: Dossier, *, with_sheets: bool = True) -> Written:
    """Sections where nothing is asked on the path are left out. Three queries, and those of ``questions_of``."""
    asking = questions_of(dossier)
    of_path = by_path(asking.every)
    on_path = groupby(of_path[DossierPath(dossier.path)], lambda question: question.section_id)
    parts = []
    for number, (_key, of_section) in enumerate(on_path, 1):
        asked = tuple(
            Asked(question.section, question, f"{number}.{place}", asking.choices.get(question.pk, ()))
            for place, question in enumerate(of_section, 1)
        )
        parts.append(Part(asked[0].section, number, asked))
    return _answered(Written(dossier, tuple(parts), of_path, with_sheets))


def read_again(written: Written, code: str) -> Written:
    """With what is answered now in one section, the only one that was written. Three queries."""
    return _answered(written, written.part(code))


def _answered(written: Written, only: Part | None = None) -> Written:
    """The same with what is answered now, everywhere or in one part."""
    within = {"question__in": [asked.question.pk for asked in only.asked]} if only else {}
    answers = {row.question_id: row for row in Answer.objects.filter(dossier=written.dossier, **within)}
    proofs, files = defaultdict(list), defaultdict(list)
    rows = Evidence.objects.of(written.dossier).filter(**within)
    for proof in rows.with_sheets() if written.has_sheets else rows:
        proofs[proof.question_id].append(proof)
    for file in DossierFile.objects.filter(dossier=written.dossier, **within):
        files[file.question_id].append(file)

    def answered(asked: Asked) -> Asked:
        key = asked.question.pk
        return replace(asked, answer=answers.get(key), proofs=tuple(proofs[key]), files=tuple(files[key]))

    def now(part: Part) -> Part:
        return replace(part, asked=tuple(map(answered, part.asked))) if only in (None, part) else part

    return replace(written, parts=tuple(map(now, written.parts)))
