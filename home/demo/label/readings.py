"""What the jury of the demonstration notes: the better a collectivité is drawn, the more it is given; some readers are
more severe than others, and they do not agree on everything.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from home.demo import content
from home.demo.label.drawing import one_of, share
from labels.jury.enums import AssignmentState, Confidence
from labels.models import Assignment, Criterion, Dossier, Juror, Level, Question, Review, Score, Section, SectionOpinion
from labels.models.grid import HIGHEST_NOTE
from labels.reading.marking import Grid, kept, mark

READERS = 3
ABSTAINS = 0.03
DISAGREEMENT = 2.4
"""How far apart two notes may be drawn for the same thing."""
PRAISED_FROM = 3
"""The mean of the notes of a section from which it is praised."""


class Read(NamedTuple):
    """A reading before it is written; ``notes`` are those of ``review``."""

    review: Review
    notes: list[Score]
    opinions: list[SectionOpinion]


def assign(dossiers: Iterable[Dossier], jurors: list[Juror], at: datetime.datetime) -> list[Assignment]:
    """Three readers for each, told at that moment."""
    made: list[Assignment] = Assignment.objects.bulk_create(
        Assignment(dossier=dossier, juror=juror, state=AssignmentState.ASSIGNED, told_at=at)
        for dossier in dossiers
        for juror in sorted(jurors, key=lambda one: share("reads", one.pk, dossier.collectivity.code))[:READERS]
    )
    return made


def read(assignments: list[Assignment], merits: Mapping[int, float], at: datetime.datetime) -> None:
    """Write and deposit these readings. ``merits`` says by key of the dossier what it is worth, from 0 to 1."""
    if not assignments:
        return
    campaign = assignments[0].dossier.campaign
    criteria, levels = tuple(campaign.criteria.order_by("sort_order", "pk")), list(campaign.levels.order_by("symbols"))
    grids = _grids({one.dossier.questionnaire_id for one in assignments}, criteria)
    severities = _severities(one.juror for one in assignments)
    made = []
    for one in assignments:
        grid = grids[one.dossier.questionnaire_id, one.dossier.path]
        made.append(_read(one, grid, levels, merits[one.dossier_id] * HIGHEST_NOTE + severities[one.juror_id], at))
    Review.objects.bulk_create(one.review for one in made)
    Score.objects.bulk_create((note for one in made for note in one.notes), batch_size=2_000)
    SectionOpinion.objects.bulk_create(opinion for one in made for opinion in one.opinions)
    Assignment.objects.filter(pk__in=[one.pk for one in assignments]).update(state=AssignmentState.DONE)


def _grids(questionnaires: set[int], criteria: tuple[Criterion, ...]) -> dict[tuple[int, str], Grid]:
    """What is marked, by questionnaire and path."""
    asked: dict[tuple[int, str], dict[int, Section]] = defaultdict(dict)
    rows = Question.objects.filter(section__questionnaire__in=questionnaires, section__weight__gt=0)
    for question in rows.in_order().select_related("section"):
        asked[question.section.questionnaire_id, "full"][question.section_id] = question.section
        if question.on_short_path:
            asked[question.section.questionnaire_id, "short"][question.section_id] = question.section
    return {key: Grid(tuple(sections.values()), criteria) for key, sections in asked.items()}


def _severities(jurors: Iterable[Juror]) -> dict[int, float]:
    drawn = {f"{one['first_name']} {one['last_name']}": one["severity"] for one in content.jury()["jurors"]}
    return {juror.pk: drawn.get(juror.public_name, 0.0) for juror in jurors}


def _read(assignment: Assignment, grid: Grid, levels: list[Level], aim: float, at: datetime.datetime) -> Read:
    code, juror = assignment.dossier.collectivity.code, assignment.juror.public_name
    review = Review(assignment=assignment, deposited_at=at, changed_at=at)
    notes = {}
    for section, criterion in grid.cells:
        words = (code, juror, section.code, criterion.code)
        strong = share("strong", code, section.code) + share("strong", code, criterion.code) - 1
        note = round(aim + strong + DISAGREEMENT * (share("note", *words) - 0.5))
        abstains = share("abstains", *words) < ABSTAINS
        notes[section.pk, criterion.pk] = Score(
            review=review,
            section=section,
            criterion=criterion,
            note=None if abstains else min(HIGHEST_NOTE, max(0, note)),
            abstains=abstains,
            confidence=None if abstains else one_of(Confidence.values, "sure", *words),
        )
    review.mark, review.grid = mark(grid, notes), kept(grid, notes)
    opinions = [_opinion(review, section, notes) for section in grid.sections]
    reached = [one for one in levels if one.threshold is not None and review.mark and one.threshold <= review.mark]
    review.level = reached[-1] if reached else levels[0]
    review.opinion = one_of(content.jury()["whole"][str(review.level.symbols)], code, juror)
    return Read(review, list(notes.values()), opinions)


def _opinion(review: Review, section: Section, notes: Mapping[tuple[int, int], Score]) -> SectionOpinion:
    given = [note.note for (key, _criterion), note in notes.items() if key == section.pk and note.note is not None]
    is_good = bool(given) and sum(given) / len(given) >= PRAISED_FROM
    texts = content.jury()["praise" if is_good else "advice"][section.code]
    return SectionOpinion(review=review, section=section, text=one_of(texts, review.assignment_id, section.code))
