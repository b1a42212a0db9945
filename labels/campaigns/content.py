"""A whole campaign as it is read: its questionnaires with what they hold, in a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from labels.enums import DossierPath, QuestionKind
from labels.models import Campaign, Question, Questionnaire, Section

SECONDS = {
    QuestionKind.YES_NO: 20,
    QuestionKind.SCALE: 25,
    QuestionKind.CHOICE: 25,
    QuestionKind.NUMBER: 40,
    QuestionKind.EVIDENCE: 45,
    QuestionKind.TEXT: 180,
}
"""How long a question takes to who knows the answer; the estimate is told to the nearest five minutes, above zero."""
STEP = 5


@dataclass(frozen=True, slots=True)
class Size:
    """How long a path is."""

    sections: int
    questions: int
    minutes: int


def size(questions: Sequence[Question]) -> Size:
    """Of what is asked on a path."""
    return Size(len({question.section_id for question in questions}), len(questions), minutes(questions))


def minutes(questions: Iterable[Question]) -> int:
    """About how long they take; none take no time."""
    return in_minutes(sum(SECONDS[QuestionKind(question.kind)] for question in questions))


def in_minutes(seconds: int) -> int:
    return max(STEP, STEP * round(seconds / 60 / STEP)) if seconds else 0


@dataclass(frozen=True, slots=True)
class Part:
    """A section and what it asks on a path; ``points`` is the most that they bring."""

    section: Section
    questions: list[Question]

    @property
    def points(self) -> int:
        return sum(question.points for question in self.questions)


@dataclass(frozen=True, slots=True)
class Whole:
    """A questionnaire with all it holds, read once."""

    questionnaire: Questionnaire
    sections: list[Section]

    def parts(self, path: str) -> list[Part]:
        """What a path asks, by section; those that it leaves out have no part."""
        every = (Part(section, on_path(section, path)) for section in self.sections)
        return [part for part in every if part.questions]

    def size(self, path: str) -> Size:
        return size([question for part in self.parts(path) for question in part.questions])

    @property
    def sizes(self) -> list[tuple[DossierPath, Size]]:
        return [(path, self.size(path)) for path in DossierPath]

    @property
    def weight(self) -> int:
        """What those of its sections add up to."""
        return sum(section.weight for section in self.sections)


def on_path(section: Section, path: str) -> list[Question]:
    """The questions of a section read with them."""
    return [question for question in section.questions.all() if path == DossierPath.FULL or question.on_short_path]


def read(campaign: Campaign) -> list[Whole]:
    """Its questionnaires, whole, in the order of their classes: four queries."""
    return _read(campaign, Question.objects.prefetch_related("choices"))


def read_briefly(campaign: Campaign) -> list[Whole]:
    """The same without the choices of the questions: three queries."""
    return _read(campaign, Question.objects.all())


def _read(campaign: Campaign, questions: QuerySet[Question]) -> list[Whole]:
    in_order = questions.order_by("sort_order", "pk")
    sections = Section.objects.order_by("sort_order", "pk").prefetch_related(Prefetch("questions", in_order))
    rows = campaign.questionnaires.order_by("for_territories", "from_inhabitants", "pk")
    return [Whole(row, list(row.sections.all())) for row in rows.prefetch_related(Prefetch("sections", sections))]
