"""How far drafts are: numbers of answers, and nothing of what they say."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from labels.enums import DossierPath, DossierState
from labels.models import Answer, Dossier, DossierFile, Evidence, Question


def with_progress(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Adds ``asked`` and ``answered`` to drafts: the questions of their path, and those of them that are answered."""
    asked = _asked()
    return dossiers.annotate(asked=_count(asked), answered=_count(asked.filter(_is_answered())))


def _asked() -> Any:
    """The questions of the dossier that the query is about."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    questions = Question.objects.filter(section__questionnaire=OuterRef("questionnaire")).alias(path=path)
    return questions.filter(Q(on_short_path=True) | ~Q(path=DossierPath.SHORT)).order_by()


def _is_answered() -> Any:
    """As ``labels.answered`` says it."""
    here = {"dossier": OuterRef(OuterRef("pk")), "question": OuterRef("pk")}
    written = Answer.objects.filter(**here).exclude(number=None, choice=None, text="")
    proved = Evidence.objects.filter(**here).exclude(initiative=None, frozen_at=None)
    return Exists(written) | Exists(proved) | Exists(DossierFile.objects.filter(**here))


def _count(questions: Any) -> Case:
    number = Subquery(questions.values("section__questionnaire").annotate(count=Count("pk")).values("count"))
    of_draft = When(state=DossierState.DRAFT, then=Coalesce(number, 0))
    return Case(of_draft, default=Value(0), output_field=IntegerField())
