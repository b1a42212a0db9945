"""Which questions of a dossier are answered: by an answer that says something, or by a proof."""

from dataclasses import dataclass
from typing import Any

from labels.models import Answer, Dossier, DossierFile, Evidence, Question


@dataclass(frozen=True, slots=True)
class Said:
    """What a dossier says: ``missing`` are the questions of its path that owe an answer, ``proofs`` how many sheets
    and files it joins.
    """

    missing: tuple[Question, ...]
    proofs: int


def answered_keys(dossier: Dossier) -> frozenset[int]:
    """Of every question of a dossier that is answered, whatever its path, in one query."""
    written = Answer.objects.filter(dossier=dossier).given().order_by()
    proved = _proved(dossier).order_by()
    joined = DossierFile.objects.filter(dossier=dossier).order_by()
    keys = (rows.values_list("question_id", flat=True) for rows in (written, proved, joined))
    first, *others = keys
    return frozenset(first.union(*others))


def missing_questions(dossier: Dossier) -> tuple[Question, ...]:
    answered = answered_keys(dossier)
    return tuple(question for question in dossier.questions() if question.required and question.pk not in answered)


def proof_count(dossier: Dossier) -> int:
    proved: int = _proved(dossier).count()
    joined: int = DossierFile.objects.filter(dossier=dossier).count()
    return proved + joined


def _proved(dossier: Dossier) -> Any:
    """An initiative that was deleted before the deposit proves nothing any more."""
    return Evidence.objects.filter(dossier=dossier).exclude(initiative=None, frozen_at=None)
