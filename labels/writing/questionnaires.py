"""What a questionnaire asks, which changes no more once dossiers are written: it was frozen when the call was made."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from labels.enums import DossierPath
from labels.models import Choice, Dossier, Question
from portal.page_cache import generation

KEPT = 32
"""How many are kept in the memory of a process: those of some years."""


@dataclass(frozen=True, slots=True)
class Questions:
    """In their order, each with its section; ``choices`` by key of a question. Who reads it changes nothing in it: it
    is the same for every request.
    """

    every: tuple[Question, ...]
    choices: Mapping[int, tuple[Choice, ...]]


def questions_of(dossier: Dossier) -> Questions:
    """Two queries, the first time: the night of the closing, all who save would read the same."""
    return _read(dossier.questionnaire_id, dossier.campaign.opened_at, generation())


def forget_questions() -> None:
    """For a process that prepares a campaign, or thaws one, and writes dossiers too."""
    _read.cache_clear()


def by_path(every: Iterable[Question]) -> dict[DossierPath, list[Question]]:
    """What each path asks, the short one first."""
    rows = list(every)
    return {path: [one for one in rows if path == DossierPath.FULL or one.on_short_path] for path in DossierPath}


@lru_cache(KEPT)
def _read(questionnaire: int, _frozen_at: datetime.datetime | None, _generation: str) -> Questions:
    choices = defaultdict(list)
    for choice in Choice.objects.filter(question__section__questionnaire=questionnaire):
        choices[choice.question_id].append(choice)
    rows = Question.objects.filter(section__questionnaire=questionnaire).in_order().select_related("section")
    return Questions(tuple(rows), {key: tuple(found) for key, found in choices.items()})
