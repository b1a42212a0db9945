"""What the page of a collectivité tells of its last label: from the award, the decision, the notes and the proofs."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from collectivities.models import Collectivity
from initiatives.models import InitiativePage
from labels.current import current_labels
from labels.explained.cells import cells_of, marked
from labels.explained.reasons import Reason, essential, reasons
from labels.models import Award, Decision, Evidence


@dataclass(frozen=True, slots=True)
class Explained:
    """``excerpt`` is the essential of the reasoned opinion, none where the label was put right since: that opinion gave
    another level.
    """

    award: Award
    reasons: list[Reason]
    excerpt: str

    def __bool__(self) -> bool:
        return bool(self.reasons or self.excerpt)

    @property
    def rectification(self) -> Any:
        return getattr(self.award, "rectification", None)


def explained(collectivity: Collectivity) -> Explained | None:
    """Of the label of the last public palmarès, where the jury decided it here: nothing of one that comes from a file,
    nor of one that was taken back. No query of who has no label; five of who has one.
    """
    label = current_labels().get(collectivity.pk)
    if label is None:
        return None
    awards = Award.objects.public().own().filter(collectivity=collectivity, campaign__year=label.year, withdrawal=None)
    related = awards.select_related("campaign", "level", "dossier", "rectification__before")
    award: Award | None = related.prefetch_related("mentions").exclude(dossier=None).first()
    if award is None or award.dossier is None:
        return None
    decision: Decision | None = Decision.objects.public().filter(dossier=award.dossier).first()
    if decision is None:
        return None
    is_rectified = hasattr(award, "rectification")
    told = reasons(marked(cells_of(award.dossier)), public_proofs([award.dossier.pk]))
    return Explained(award, told, "" if is_rectified else essential(decision.opinion))


def public_proofs(dossiers: Collection[int]) -> dict[int, list[InitiativePage]]:
    """By section, the initiatives joined to dossiers of these keys that anybody may read now, in their order there."""
    public = InitiativePage.objects.live().public()
    rows = Evidence.objects.filter(dossier__in=dossiers, initiative__in=public).order_by("sort_order", "pk")
    found: dict[int, list[InitiativePage]] = defaultdict(list)
    for proof in rows.select_related("question", "initiative__locale").defer("content", "initiative__body"):
        if proof.initiative is not None:
            found[proof.question.section_id].append(proof.initiative)
    return found
