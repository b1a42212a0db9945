"""The readings of a dossier side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from labels.deliberation.letters import naming_of
from labels.deliberation.room import Seat
from labels.jury.enums import Confidence
from labels.models import Dossier, Review, Score, SectionOpinion
from labels.scoring.standing import Standing

WIDE = 2
"""From how many points two notes of a criterion are far apart."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``corrected`` is the mark without the severity of its reader."""

    name: str
    review: Review
    corrected: Decimal | None

    @property
    def has_no_mark(self) -> bool:
        return self.review.mark is None


@dataclass(frozen=True, slots=True)
class Cell:
    """A note in words: « 4 », « – » for who abstained, nothing where none was given; and how sure it is."""

    note: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion, with a cell for each reading; ``gap`` is between the notes that are furthest apart."""

    criterion: str
    cells: tuple[Cell, ...]
    gap: int

    @property
    def is_wide(self) -> bool:
        return self.gap >= WIDE


@dataclass(frozen=True, slots=True)
class Marked:
    """``section`` is its title."""

    section: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What the readers say of a section: a text for each of those who say something."""

    section: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Readings:
    readings: tuple[Reading, ...]
    marked: tuple[Marked, ...]
    said: tuple[Said, ...]


def readings_of(seat: Seat, dossier: Dossier, standing: Standing) -> Readings:
    """Those that count. Three queries."""
    rows = Review.objects.deposited().filter(assignment__dossier=dossier)
    reviews = list(rows.select_related("level", "assignment__juror__user").order_by("assignment_id"))
    naming = naming_of(seat, reviews)
    corrected = {one.juror_id: one.corrected for one in standing.marks}
    names = {one.pk: naming.long(dossier.pk, one.assignment.juror_id) for one in reviews}
    return Readings(
        tuple(Reading(names[one.pk], one, corrected.get(one.assignment.juror_id)) for one in reviews),
        _marked(reviews),
        _said(names),
    )


# Rows, not objects: a section is heavy to make, and each note has one.
SCORE = (
    "review_id", "section_id", "section__title", "criterion_id", "criterion__name", "note", "abstains", "confidence",
)  # fmt: skip
OPINION = ("review_id", "section_id", "section__title", "text")


def _marked(reviews: Sequence[Review]) -> tuple[Marked, ...]:
    order = ("section__sort_order", "section_id", "criterion__sort_order", "criterion_id")
    scores = Score.objects.filter(review__in=reviews).order_by(*order).values_list(*SCORE, named=True)
    found = []
    for _key, of_section in groupby(scores, lambda one: one.section_id):
        rows = list(of_section)
        lines = [_line(list(same), reviews) for _key, same in groupby(rows, lambda one: one.criterion_id)]
        found.append(Marked(rows[0].section__title, tuple(lines)))
    return tuple(found)


def _line(scores: Sequence[Any], reviews: Sequence[Review]) -> Line:
    by_review = {one.review_id: one for one in scores}
    notes = [one.note for one in scores if one.note is not None]
    gap = max(notes) - min(notes) if notes else 0
    return Line(scores[0].criterion__name, tuple(_cell(by_review.get(one.pk)) for one in reviews), gap)


def _cell(score: Any) -> Cell:
    if score is None or (score.note is None and not score.abstains):
        return Cell("", "")
    if score.note is None:
        return Cell("–", "")
    return Cell(str(score.note), str(Confidence(score.confidence).label) if score.confidence else "")


def _said(names: dict[int, str]) -> tuple[Said, ...]:
    rows = SectionOpinion.objects.filter(review__in=names)
    rows = rows.order_by("section__sort_order", "section_id", "review__assignment_id")
    found = []
    for _key, same in groupby(rows.values_list(*OPINION, named=True), lambda one: one.section_id):
        of_section = list(same)
        texts = tuple((names[one.review_id], one.text) for one in of_section)
        found.append(Said(of_section[0].section__title, texts))
    return tuple(found)
