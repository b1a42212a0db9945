"""What dossiers answered, question by question, counted by the database: five queries, whatever their number."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Case, Count, Exists, F, FloatField, Max, Min, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Least, NullIf

from labels.comparison.years import Years
from labels.enums import DossierPath, QuestionKind
from labels.models import Answer, Dossier, DossierFile, Evidence, Question

WHOLE = Value(100.0, output_field=FloatField())


@dataclass(frozen=True, slots=True)
class Result:
    """Of one question in a year. ``share`` is, of those who answered, how many said yes or the mean of the share of the
    points that they have, in hundredths; ``lowest`` and ``highest`` that of the answer that brings least and most.
    """

    asked: int = 0
    answered: int = 0
    share: float | None = None
    lowest: float | None = None
    highest: float | None = None

    def __add__(self, other: "Result") -> "Result":
        """The same question of another class."""
        known = [one for one in (self, other) if one.share is not None]
        weight = sum(one.answered for one in known)
        return Result(
            self.asked + other.asked,
            self.answered + other.answered,
            sum(one.answered * (one.share or 0) for one in known) / weight if weight else None,
            min((one.lowest for one in known if one.lowest is not None), default=None),
            max((one.highest for one in known if one.highest is not None), default=None),
        )

    @property
    def answered_share(self) -> float:
        return 100 * self.answered / self.asked if self.asked else 0


def questions(years: Years) -> list[dict[str, Any]]:
    """Of every class of both years, in the order of their questionnaires."""
    rows = Question.objects.filter(section__questionnaire__campaign__in=years.both)
    order = ("section__sort_order", "section__code", "sort_order", "code", "section__questionnaire_id")
    return list(
        rows.order_by(*order).values(
            "pk",
            "code",
            "kind",
            "text",
            "on_short_path",
            "section__code",
            "section__title",
            "section__questionnaire_id",
            "section__questionnaire__campaign_id",
        )
    )


def results(years: Years, asked: Iterable[Mapping[str, Any]]) -> dict[int, Result]:
    """By key of the question. Answers that a dossier keeps and is no longer asked for do not count."""
    dossiers = Dossier.objects.deposited().filter(campaign__in=years.both).order_by()
    paths: dict[int, Counter[str]] = defaultdict(Counter)
    for questionnaire, path, count in dossiers.values_list("questionnaire_id", "path").annotate(count=Count("pk")):
        paths[questionnaire][path] += count
    written, proved = _written(dossiers), _proved(dossiers)
    found = {}
    for question in asked:
        of_path = paths[question["section__questionnaire_id"]]
        number = of_path.total() if question["on_short_path"] else of_path[DossierPath.FULL]
        key = question["pk"]
        found[key] = Result(number, *written.get(key, (proved[key],)))
    return found


def _on_path(rows: Any, dossiers: Any) -> Any:
    """Those of these dossiers, to questions that their path asks."""
    of_dossiers = rows.filter(dossier__in=dossiers).order_by()
    return of_dossiers.filter(Q(question__on_short_path=True) | Q(dossier__path=DossierPath.FULL))


def _written(dossiers: Any) -> dict[int, tuple[Any, ...]]:
    share = _share()
    rows = _on_path(Answer.objects.given(), dossiers).values_list("question_id")
    counted = rows.annotate(count=Count("pk"), mean=Avg(share), low=Min(share), high=Max(share))
    return {row[0]: row[1:] for row in counted}


def _share() -> Case:
    """Of the points of its question, what an answer brings, as ``labels.writing.assessing`` counts it; nothing for a
    text, nor where there are no points to share.
    """
    full_at = Cast(Coalesce(NullIf(F("question__full_at"), 0), 1), FloatField())
    reached = Cast(F("number"), FloatField()) / full_at
    return Case(
        When(question__kind=QuestionKind.YES_NO, number__gt=0, then=WHOLE),
        When(question__kind=QuestionKind.YES_NO, then=Value(0.0)),
        When(question__points=0, then=Value(None)),
        When(question__kind__in=QuestionKind.with_choices(), then=Cast(F("choice__share"), FloatField())),
        When(question__kind=QuestionKind.NUMBER, then=WHOLE * Least(Value(1.0), reached)),
        default=Value(None),
        output_field=FloatField(),
    )


def _proved(dossiers: Any) -> Counter[int]:
    """By question, how many dossiers join something: an initiative, or a file where they have no initiative."""
    shown = Evidence.objects.exclude(initiative=None, frozen_at=None).order_by()
    same = shown.filter(dossier=OuterRef("dossier"), question=OuterRef("question"))
    files = DossierFile.objects.exclude(Exists(same))
    found: Counter[int] = Counter()
    for rows in (shown, files):
        counted = _on_path(rows, dossiers).values_list("question_id")
        found.update(dict(counted.annotate(count=Count("dossier", distinct=True))))
    return found
