"""All that a dossier says, as plain data: what is deposited, printed and fingerprinted."""

from collections import defaultdict
from itertools import groupby
from typing import Any

from labels.models import Answer, Dossier, DossierFile, Evidence, Question

VERSION = 1
"""Of the shape of the data: a reader of old deposits knows which it has."""


def content_of(dossier: Dossier) -> dict[str, Any]:
    """The questions of its path in their words, with what was answered, in a constant number of queries."""
    collectivity, questionnaire = dossier.collectivity, dossier.questionnaire
    return {
        "version": VERSION,
        "year": dossier.campaign.year,
        "collectivity": {
            "kind": collectivity.kind,
            "code": collectivity.code,
            "name": collectivity.full_name,
            "population": collectivity.population,
        },
        "questionnaire": questionnaire.name,
        "path": dossier.path,
        "mentions": [mention.name for mention in dossier.mentions.order_by("sort_order", "pk")],
        "sections": _sections(dossier),
    }


def _sections(dossier: Dossier) -> list[dict[str, Any]]:
    answers = {answer.question_id: answer for answer in Answer.objects.filter(dossier=dossier).select_related("choice")}
    proofs, files = defaultdict(list), defaultdict(list)
    for proof in Evidence.objects.filter(dossier=dossier).exclude(initiative=None, frozen_at=None):
        proofs[proof.question_id].append(_proof(proof))
    for file in DossierFile.objects.filter(dossier=dossier):
        files[file.question_id].append(_file(file))
    return [
        {
            "code": section.code,
            "title": section.title,
            "weight": section.weight,
            "questions": [
                {
                    **_question(question),
                    "answer": _answer(answers.get(question.pk)),
                    "evidence": proofs[question.pk],
                    "files": files[question.pk],
                }
                for question in questions
            ],
        }
        for section, questions in groupby(dossier.questions(), key=lambda question: question.section)
    ]


def _question(question: Question) -> dict[str, Any]:
    names = ("code", "kind", "text", "help", "unit", "required", "points")
    return {name: getattr(question, name) for name in names}


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    """A number is written as text: no reader rounds it."""
    if answer is None or answer.is_empty:
        return None
    choice = answer.choice
    return {
        "number": None if answer.number is None else f"{answer.number.normalize():f}",
        "choice": {"code": choice.code, "label": choice.label, "detail": choice.detail} if choice else None,
        "text": answer.text,
    }


def _proof(proof: Evidence) -> dict[str, Any]:
    return {
        "initiative": proof.initiative_id,
        "title": proof.title,
        "type": proof.type_name,
        "content": proof.content,
    }


def _file(file: DossierFile) -> dict[str, Any]:
    return {"name": file.name, "media_type": file.media_type, "size": file.size, "digest": file.digest}
