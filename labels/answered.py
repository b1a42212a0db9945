"""Which questions of a dossier are answered: by an answer that says something, or by a proof."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from labels.models import Answer, Dossier, DossierFile, Evidence, Question


@dataclass(frozen=True, slots=True)
class Said:
    """What a dossier says: ``missing`` are the questions of its path that owe an answer, ``proofs`` how many sheets
    and files it joins, if that was counted.
    """

    missing: tuple[Question, ...]
    proofs: int | None = None


def missing_questions(dossier: Dossier) -> tuple[Question, ...]:
    here = {"dossier": dossier, "question": OuterRef("pk")}
    written = Answer.objects.filter(**here).given()
    is_answered = Exists(written) | Exists(_proved(dossier).filter(**here)) | Exists(DossierFile.objects.filter(**here))
    return tuple(dossier.questions().filter(~is_answered, required=True))


def proof_count(dossier: Dossier) -> int:
    joined = DossierFile.objects.filter(dossier=dossier).order_by().values("pk")
    both: int = _proved(dossier).order_by().values("pk").union(joined, all=True).count()
    return both


def _proved(dossier: Dossier) -> Any:
    """An initiative that was deleted before the deposit proves nothing any more."""
    return Evidence.objects.filter(dossier=dossier).exclude(initiative=None, frozen_at=None)
