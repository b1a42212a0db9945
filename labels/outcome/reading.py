"""All that a candidate is told of its dossier, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from labels.enums import DossierState
from labels.models import Decision, Dossier, JournalEntry, Level, Review, SectionOpinion
from labels.outcome.standing import Criterion, placed, rows_of_class, strong, weak
from labels.outcome.steps import Further, further
from labels.workflow import REFUSE


@dataclass(frozen=True, slots=True)
class SectionSaid:
    """What readers wrote of a section, without their names."""

    title: str
    texts: list[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """``decision`` is that of the jury, none of a dossier that was not admitted: ``refused`` says why then. ``level``
    is the one it has now, which an appeal may have changed.
    """

    dossier: Dossier
    decision: Decision | None
    refused: str
    opinions: list[str]
    sections: list[SectionSaid]
    criteria: list[Criterion]
    further: Further
    level: Level | None = None

    @property
    def is_inadmissible(self) -> bool:
        return self.decision is None

    @property
    def award(self) -> Any:
        return getattr(self.dossier, "award", None)

    @property
    def rectification(self) -> Any:
        return getattr(self.award, "rectification", None)

    @property
    def strong(self) -> list[Criterion]:
        return strong(self.criteria)

    @property
    def weak(self) -> list[Criterion]:
        return weak(self.criteria)


def outcome_of(dossier: Dossier) -> Outcome | None:
    """Nothing of a dossier that was neither decided on nor refused. Its palmarès is public."""
    if dossier.state == DossierState.INADMISSIBLE:
        return Outcome(dossier, None, _why_refused(dossier), [], [], [], further(dossier, None))
    decisions = Decision.objects.public().filter(dossier=dossier)
    decision: Decision | None = decisions.select_related("level").prefetch_related("mentions").first()
    if decision is None:
        return None
    award: Any = getattr(dossier, "award", None)
    level = award.level if hasattr(award, "rectification") else decision.level
    return Outcome(
        dossier,
        decision,
        "",
        _opinions(dossier),
        _sections(dossier),
        placed(rows_of_class(dossier), dossier.pk),
        further(dossier, level.symbols if level else None),
        level,
    )


def _why_refused(dossier: Dossier) -> str:
    entries = JournalEntry.objects.filter(dossier=dossier, action=REFUSE.name).order_by("-at", "-pk")
    return str(entries.values_list("reason", flat=True).first() or "")


def _opinions(dossier: Dossier) -> list[str]:
    """By their own words: an order that says nothing of who wrote them, here or elsewhere."""
    deposited = Review.objects.deposited().filter(assignment__dossier=dossier).exclude(opinion="")
    return sorted(deposited.values_list("opinion", flat=True))


def _sections(dossier: Dossier) -> list[SectionSaid]:
    deposited = Review.objects.deposited().filter(assignment__dossier=dossier)
    rows = SectionOpinion.objects.filter(review__in=deposited).exclude(text="")
    found: dict[str, list[str]] = defaultdict(list)
    for title, text in rows.order_by("section__sort_order", "section").values_list("section__title", "text"):
        found[title].append(text)
    return [SectionSaid(title, sorted(texts)) for title, texts in found.items()]
