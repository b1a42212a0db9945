"""What the page of a collectivité tells of its last label: from the award, the decision, the notes and the proofs."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from collectivities.models import Collectivity
from initiatives.models import InitiativePage
from labels.current import current_labels
from labels.explained.cells import cells_of, marked
from labels.explained.reasons import Reason, essential, reasons
from labels.models import Award, Decision, Evidence


@dataclass(frozen=True, slots=True)
class Told:
    """A mention, and what it distinguishes."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Explained:
    """``excerpt`` is the essential of the reasoned opinion, none where the label was put right since: that opinion gave
    another level.
    """

    award: Award
    mentions: list[Told]
    reasons: list[Reason]
    excerpt: str

    def __bool__(self) -> bool:
        return bool(self.reasons or self.excerpt)

    @property
    def rectification(self) -> Any:
        return getattr(self.award, "rectification", None)


def explained(collectivity: Collectivity) -> Explained | None:
    """Of the label of the last public palmarès, where the jury decided it here: nothing of one that comes from a file,
    nor of one that was taken back. No query of who has no label, one of who was not labelled here, three of the others.
    """
    label = current_labels().get(collectivity.pk)
    if label is None:
        return None
    decision, mentions = _decided(collectivity, label.year)
    if decision is None:
        return None
    dossier = decision.dossier
    found = marked(cells_of(dossier))
    # Where nothing was marked, no initiative is asked for.
    told = reasons(found, public_proofs([dossier.pk])) if found else []
    excerpt = "" if hasattr(dossier.award, "rectification") else essential(decision.opinion)
    return Explained(dossier.award, mentions, told, excerpt)


def _decided(collectivity: Collectivity, year: int) -> tuple[Decision | None, list[Told]]:
    """What the jury decided of the label that it has now, and the mentions of that label: a row for each of them."""
    awards = Award.objects.public().own().worn().filter(collectivity=collectivity, campaign__year=year)
    rows = Decision.objects.public().filter(dossier__award__in=awards)
    related = rows.select_related(
        "dossier__award__level", "dossier__award__campaign", "dossier__award__rectification__before"
    )
    of = "dossier__award__mentions"
    named = related.annotate(mention=F(f"{of}__name"), distinguishes=F(f"{of}__description"))
    found = list(named.order_by(f"{of}__sort_order", f"{of}__pk"))
    return next(iter(found), None), [Told(row.mention, row.distinguishes) for row in found if row.mention]


def public_proofs(dossiers: Collection[int]) -> dict[int, list[InitiativePage]]:
    """By section, the initiatives joined to dossiers of these keys that anybody may read now, in their order there."""
    public = InitiativePage.objects.live().public()
    rows = Evidence.objects.filter(dossier__in=dossiers, initiative__in=public).order_by("sort_order", "pk")
    found: dict[int, list[InitiativePage]] = defaultdict(list)
    for proof in rows.select_related("question", "initiative__locale").defer("content", "initiative__body"):
        if proof.initiative is not None:
            found[proof.question.section_id].append(proof.initiative)
    return found
