"""What was deposited, in brief: for the receipt, its mail and the page that asks before."""

from dataclasses import dataclass
from typing import Any


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


def is_answered(question: dict[str, Any]) -> bool:
    return bool(question["answer"] or question["evidence"] or question["files"])


def _names(questions: list[dict[str, Any]], part: str, name: str) -> list[str]:
    return list(dict.fromkeys(one[name] for question in questions for one in question[part]))
