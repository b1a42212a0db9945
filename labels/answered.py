"""Which questions of a dossier are answered: by an answer that says something, or by a proof."""

from collections.abc import Iterable

from labels.models import Answer, Dossier, DossierFile, Evidence, Question


def answered_keys(dossier: Dossier) -> frozenset[int]:
    """Of every question of a dossier that is answered, whatever its path, in one query."""
    written = Answer.objects.filter(dossier=dossier).exclude(number=None, choice=None, text="").order_by()
    # An initiative that was deleted before the deposit proves nothing any more.
    proved = Evidence.objects.filter(dossier=dossier).exclude(initiative=None, frozen_at=None).order_by()
    joined = DossierFile.objects.filter(dossier=dossier).order_by()
    keys = (rows.values_list("question_id", flat=True) for rows in (written, proved, joined))
    first, *others = keys
    return frozenset(first.union(*others))


def proof_count(dossier: Dossier) -> int:
    """Initiatives and files, of every question."""
    proved: int = Evidence.objects.filter(dossier=dossier).exclude(initiative=None, frozen_at=None).count()
    joined: int = DossierFile.objects.filter(dossier=dossier).count()
    return proved + joined


def unanswered(questions: Iterable[Question], answered: frozenset[int]) -> list[Question]:
    """Of these questions, those that must be answered and are not."""
    return [question for question in questions if question.required and question.pk not in answered]
