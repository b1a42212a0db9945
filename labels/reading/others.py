"""What the other readers of a dossier deposited: for who deposited her own, and opened theirs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from labels.models import Assignment, Review, Score, Section
from labels.models.review import SectionOpinion
from labels.reading.desk import Desk
from labels.reading.marking import by_criterion


@dataclass(frozen=True, slots=True)
class Other:
    """A reading without the name of its reader, who is a letter. ``means`` are by criterion, in their order."""

    name: str
    mark: Decimal | None
    level: str
    opinion: str
    means: tuple[Decimal | None, ...]
    opinions: tuple[tuple[Section, str], ...]


@dataclass(frozen=True, slots=True)
class Others:
    readings: tuple[Other, ...]
    waiting: int


def others(desk: Desk) -> Others:
    """Those of the other readers who deposited; ``waiting`` is how many are still to come. Four queries."""
    told = Assignment.objects.told().filter(dossier=desk.assignment.dossier).exclude(pk=desk.assignment.pk)
    reviews = list(
        Review.objects.deposited().filter(assignment__in=told).select_related("level").order_by("assignment_id")
    )
    scores, opinions = _by_review(reviews)
    readings = tuple(
        Other(
            name=_("Lecture %(letter)s") % {"letter": chr(ord("A") + place)},
            mark=review.mark,
            level=review.level.name if review.level else "",
            opinion=review.opinion,
            means=_means(desk, scores[review.pk]),
            opinions=tuple((one.section, one.text) for one in opinions[review.pk]),
        )
        for place, review in enumerate(reviews)
    )
    return Others(readings, told.count() - len(readings))


def _means(desk: Desk, scores: Iterable[Score]) -> tuple[Decimal | None, ...]:
    found = by_criterion(desk.grid, scores)
    return tuple(found.get(criterion.pk) for criterion in desk.grid.criteria)


def _by_review(reviews: Iterable[Review]) -> tuple[dict[int, list[Score]], dict[int, list[SectionOpinion]]]:
    scores, opinions = defaultdict(list), defaultdict(list)
    keys = [review.pk for review in reviews]
    for score in Score.objects.filter(review__in=keys):
        scores[score.review_id].append(score)
    for opinion in (
        SectionOpinion.objects.filter(review__in=keys)
        .select_related("section")
        .order_by("section__sort_order", "section_id")
    ):
        opinions[opinion.review_id].append(opinion)
    return scores, opinions
