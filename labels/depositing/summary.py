"""What was deposited, in brief: for the receipt, its mail and the page that asks before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from labels.writing.reading import Written


@dataclass(frozen=True, slots=True)
class SectionSummary:
    title: str
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Summary:
    """``initiatives`` and ``files`` are their names, each once."""

    sections: list[SectionSummary]
    initiatives: list[str]
    files: list[str]
    mentions: list[str]


def summary_of(content: dict[str, Any]) -> Summary:
    questions = [question for section in content["sections"] for question in section["questions"]]
    return Summary(
        [
            SectionSummary(section["title"], sum(map(is_answered, section["questions"])), len(section["questions"]))
            for section in content["sections"]
        ],
        _names(questions, "evidence", "title"),
        _names(questions, "files", "name"),
        content["mentions"],
    )


def summary_before(written: Written) -> Summary:
    """The same of what is being written."""
    return Summary(
        [
            SectionSummary(part.section.title, sum(asked.is_answered for asked in part.asked), len(part.asked))
            for part in written.parts
        ],
        _once(proof.title for asked in written.asked for proof in asked.proofs),
        _once(file.name for asked in written.asked for file in asked.files),
        [mention.name for mention in written.dossier.mentions.order_by("sort_order", "pk")],
    )


def is_answered(question: dict[str, Any]) -> bool:
    return bool(question["answer"] or question["evidence"] or question["files"])


def _names(questions: list[dict[str, Any]], part: str, name: str) -> list[str]:
    return _once(one[name] for question in questions for one in question[part])


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
