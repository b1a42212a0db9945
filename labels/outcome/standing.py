"""How a dossier was marked beside those of its class, in words: no figure leaves.

Marks of one jury are not those of another, and a figure to the hundredth says more than was judged. A candidate is
told, criterion by criterion, whether it stands above, among or below the others of its class, where there are enough of
these for nobody to be recognised.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Sum, TextChoices
from django.utils.translation import gettext_lazy as _

from labels.enums import DossierState
from labels.explained.cells import GOOD
from labels.models import Dossier, Review, Score

LEAST_COMPARED = 5
"""Dossiers of a class, this one included."""
NEAR = 0.25
"""A difference of notes, out of five, that says nothing."""
SHOWN = 3


class Place(TextChoices):
    """Where it stands among those of its class."""

    ABOVE = "above", _("Au-dessus des collectivités de votre classe")
    AMONG = "among", _("Comme les collectivités de votre classe")
    BELOW = "below", _("En dessous des collectivités de votre classe")
    UNKNOWN = "unknown", _("Trop peu de dossiers pour comparer")

    @property
    def css(self) -> str:
        return {Place.ABOVE: "ok", Place.AMONG: "info"}.get(self, "none")


@dataclass(frozen=True, slots=True)
class Row:
    """The notes of a criterion in a dossier, each counted by the weight of its section."""

    dossier: int
    criterion: int
    order: int
    name: str
    help: str
    reason: str
    points: int
    whole: int

    @property
    def mean(self) -> float:
        return self.points / self.whole


@dataclass(frozen=True, slots=True)
class Criterion:
    """Where the dossier stands by a criterion. ``mean`` is for sorting, and is shown to nobody. ``reason`` is what
    inhabitants are told of it.
    """

    order: int
    name: str
    help: str
    reason: str
    mean: float
    place: Place


def rows_of_class(dossier: Dossier) -> list[Row]:
    """Of every dossier that was decided on and answered the same questionnaire. One query."""
    told = (*DossierState.decided(), DossierState.PUBLISHED)
    of_class = Dossier.objects.filter(questionnaire=dossier.questionnaire_id, state__in=told)
    deposited = Review.objects.deposited().filter(assignment__dossier__in=of_class)
    given = Score.objects.filter(review__in=deposited, note__isnull=False, section__weight__gt=0)
    names = (
        "review__assignment__dossier_id", "criterion_id", "criterion__sort_order", "criterion__name",
        "criterion__help", "criterion__reason",
    )  # fmt: skip
    points = Sum(F("note") * F("section__weight"))
    weighted = given.order_by().values_list(*names).annotate(points=points, whole=Sum("section__weight"))
    return [Row(*row) for row in weighted]


def placed(rows: Iterable[Row], dossier: int) -> list[Criterion]:
    """The criteria of a dossier, in the order of the grid; those from which every reader abstained are not there."""
    means: dict[int, dict[int, float]] = defaultdict(dict)
    own: list[Row] = []
    for row in rows:
        means[row.criterion][row.dossier] = row.mean
        if row.dossier == dossier:
            own.append(row)
    own.sort(key=lambda row: (row.order, row.criterion))
    return [
        Criterion(row.order, row.name, row.help, row.reason, row.mean, place(row.mean, means[row.criterion]))
        for row in own
    ]


def place(mean: float, of_class: Mapping[int, float]) -> Place:
    if len(of_class) < LEAST_COMPARED:
        return Place.UNKNOWN
    difference = mean - sum(of_class.values()) / len(of_class)
    if abs(difference) <= NEAR:
        return Place.AMONG
    return Place.ABOVE if difference > 0 else Place.BELOW


def strong(criteria: Iterable[Criterion]) -> list[Criterion]:
    """What the jury appreciated most."""
    good = (one for one in criteria if one.mean >= GOOD and one.place != Place.BELOW)
    return sorted(good, key=lambda one: -one.mean)[:SHOWN]


def weak(criteria: Iterable[Criterion], told: Collection[Criterion] = ()) -> list[Criterion]:
    """What it would see grow: below the others of the class, or below the middle of the scale. What inhabitants are
    told as a reason of the label is not among these.
    """
    low = (one for one in criteria if one not in told and (one.mean < GOOD or one.place == Place.BELOW))
    return sorted(low, key=lambda one: one.mean)[:SHOWN]
