"""How far dossiers are: numbers of answers, and nothing of what they say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from labels.enums import DossierPath
from labels.models import Answer, Dossier, DossierFile, Evidence, Question


@dataclass(frozen=True, slots=True)
class Progress:
    answered: int
    asked: int


def progress_of(dossiers: Sequence[Dossier]) -> dict[int, Progress]:
    """By key of dossier, in as many queries for a thousand as for one."""
    asked = _asked({dossier.questionnaire_id for dossier in dossiers})
    answered = _answered([dossier.pk for dossier in dossiers])
    return {
        dossier.pk: Progress(len(answered[dossier.pk] & questions), len(questions))
        for dossier in dossiers
        for questions in [asked[dossier.questionnaire_id, dossier.path]]
    }


def _asked(questionnaires: Iterable[int]) -> dict[tuple[int, str], set[int]]:
    """The questions of each path of these questionnaires."""
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    rows = Question.objects.filter(section__questionnaire__in=questionnaires).order_by()
    for questionnaire, key, is_short in rows.values_list("section__questionnaire", "pk", "on_short_path"):
        found[questionnaire, DossierPath.FULL].add(key)
        if is_short:
            found[questionnaire, DossierPath.SHORT].add(key)
    return found


def _answered(dossiers: list[int]) -> dict[int, set[int]]:
    written = Answer.objects.exclude(number=None, choice=None, text="")
    proved = Evidence.objects.exclude(initiative=None, frozen_at=None)
    found: dict[int, set[int]] = defaultdict(set)
    for rows in (written, proved, DossierFile.objects.all()):
        of_these = rows.filter(dossier__in=dossiers).order_by()
        for dossier, question in of_these.values_list("dossier_id", "question_id"):
            found[dossier].add(question)
    return found
