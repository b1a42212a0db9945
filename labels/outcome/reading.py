"""All that a candidate is told of its dossier, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from labels.enums import DossierState
from labels.explained.reasons import told
from labels.models import Decision, Dossier, JournalEntry, Level, Review
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
    mentions: list[str]
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
    def withdrawal(self) -> Any:
        return getattr(self.award, "withdrawal", None)

    @property
    def strong(self) -> list[Criterion]:
        return strong(self.criteria)

    @property
    def weak(self) -> list[Criterion]:
        return weak(self.criteria, self.told)

    @property
    def told(self) -> list[Criterion]:
        """The reasons that inhabitants read of its label, by its own criteria; none where it has no label."""
        return told(self.criteria) if self.award else []


def outcome_of(dossier: Dossier) -> Outcome | None:
    """Nothing of a dossier that was neither decided on nor refused. Its palmarès is public."""
    if dossier.state == DossierState.INADMISSIBLE:
        return Outcome(dossier, None, _why_refused(dossier), [], [], [], [], further(dossier, None))
    decision, mentions = _decision(dossier)
    if decision is None:
        return None
    award: Any = getattr(dossier, "award", None)
    level = award.level if hasattr(award, "rectification") else decision.level
    return Outcome(
        dossier,
        decision,
        "",
        mentions,
        *_opinions(dossier),
        placed(rows_of_class(dossier), dossier.pk),
        further(dossier, level.symbols if level else None),
        level,
    )


def _why_refused(dossier: Dossier) -> str:
    entries = JournalEntry.objects.filter(dossier=dossier, action=REFUSE.name).order_by("-at", "-pk")
    return str(entries.values_list("reason", flat=True).first() or "")


def _decision(dossier: Dossier) -> tuple[Decision | None, list[str]]:
    """With the names of its mentions: a row for each of them."""
    rows = Decision.objects.public().filter(dossier=dossier).select_related("level")
    found = list(rows.annotate(mention=F("mentions__name")).order_by("mentions__sort_order", "mentions__pk"))
    return next(iter(found), None), [row.mention for row in found if row.mention]


def _opinions(dossier: Dossier) -> tuple[list[str], list[SectionSaid]]:
    """What readers wrote of the whole and of its sections, by their own words: an order that says nothing of who wrote
    them, here or elsewhere.
    """
    deposited = Review.objects.deposited().filter(assignment__dossier=dossier)
    of_section = ("opinions__section__sort_order", "opinions__section", "opinions__section__title", "opinions__text")
    whole: dict[int, str] = {}
    sections: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for review, opinion, order, section, title, text in deposited.values_list("pk", "opinion", *of_section):
        whole[review] = opinion
        if text:
            sections[order, section, title].append(text)
    said = [SectionSaid(title, sorted(set(texts))) for (_order, _key, title), texts in sorted(sections.items())]
    return sorted(set(filter(None, whole.values()))), said
