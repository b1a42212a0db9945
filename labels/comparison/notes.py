"""How the jury noted: by section and by criterion, which codes name from one year to the next; in one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, Q, Sum

from labels.comparison.lines import signed
from labels.comparison.rules import LEAST, MANY_ABSTENTIONS, SURE_ENOUGH
from labels.comparison.years import Years
from labels.jury.enums import Confidence
from labels.models import Review, Score
from labels.models.grid import HIGHEST_NOTE


@dataclass(slots=True)
class Tally:
    """What readers said of one thing in a year; ``dossiers`` is of how many at least."""

    given: int = 0
    points: int = 0
    abstained: int = 0
    sure: int = 0
    told: int = 0
    dossiers: int = 0

    def add(self, row: dict[str, Any]) -> None:
        self.given += row["given"]
        self.points += row["points"] or 0
        self.abstained += row["abstained"]
        self.sure += row["sure"] or 0
        self.told += row["told"]
        self.dossiers = max(self.dossiers, row["dossiers"])

    @property
    def is_told(self) -> bool:
        return self.dossiers >= LEAST

    @property
    def mean(self) -> float | None:
        return self.points / self.given if self.given and self.is_told else None

    @property
    def abstentions(self) -> float | None:
        """In hundredths."""
        whole = self.given + self.abstained
        return 100 * self.abstained / whole if whole and self.is_told else None

    @property
    def confidence(self) -> float | None:
        return self.sure / self.told if self.told and self.is_told else None


@dataclass(slots=True)
class Marked:
    """A section, or a criterion."""

    name: str
    place: int
    now: Tally = field(default_factory=Tally)
    before: Tally = field(default_factory=Tally)

    @property
    def width(self) -> float:
        return round(100 * (self.now.mean or 0) / HIGHEST_NOTE, 1)

    @property
    def difference(self) -> str:
        now, before = self.now.mean, self.before.mean
        return "" if now is None or before is None else signed(now - before, 1)

    @property
    def sureness(self) -> str:
        """In the words in which readers said it."""
        mean = self.now.confidence
        return "" if mean is None else str(Confidence(round(mean)).label)

    @property
    def abstains(self) -> bool:
        return (self.now.abstentions or 0) >= MANY_ABSTENTIONS

    @property
    def is_unsure(self) -> bool:
        return self.now.confidence is not None and self.now.confidence < SURE_ENOUGH


def score_rows(years: Years) -> list[dict[str, Any]]:
    """By campaign, section and criterion, of the readings that count."""
    readings = Review.objects.deposited().filter(assignment__dossier__campaign__in=years.both)
    scores = Score.objects.filter(review__in=readings).order_by()
    codes: Any = scores.values("criterion__campaign_id", "section__code", "criterion__code")
    return list(
        codes.annotate(
            section_name=Min("section__title"),
            section_place=Min("section__sort_order"),
            criterion_name=Min("criterion__name"),
            criterion_place=Min("criterion__sort_order"),
            given=Count("note"),
            points=Sum("note"),
            abstained=Count("pk", filter=Q(abstains=True)),
            sure=Sum("confidence"),
            told=Count("confidence"),
            dossiers=Count("review__assignment__dossier", distinct=True),
        )
    )


def marked(years: Years, rows: Iterable[dict[str, Any]], kind: str) -> list[Marked]:
    """By ``section`` or by ``criterion``, those of the year in their order."""
    found: dict[str, Marked] = {}
    ordered = sorted(rows, key=lambda row: row["criterion__campaign_id"] != years.campaign.pk)
    for row in ordered:
        code, is_now = row[f"{kind}__code"], row["criterion__campaign_id"] == years.campaign.pk
        if code not in found and is_now:
            found[code] = Marked(row[f"{kind}_name"], row[f"{kind}_place"])
        if one := found.get(code):
            (one.now if is_now else one.before).add(row)
    return sorted(found.values(), key=lambda one: (one.place, one.name))
