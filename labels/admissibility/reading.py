"""What a collectivité deposited, section by section, as the association reads it.

It is read from the deposit, never from the answers, which may be written again meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from labels.admissibility.changes import Mark, edited, mark_of
from labels.enums import QuestionKind
from labels.models import Deposit

Found = dict[str, Any]
MECHANICS = frozenset(field.name for field in Page._meta.get_fields())
"""What Wagtail keeps of a page, whatever it says."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """An initiative as it was deposited."""

    title: str
    summary: str
    url: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Without ``url``, it was removed since."""

    name: str
    size: int
    url: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """``answer`` in words, ``detail`` what the chosen answer adds; ``html`` what changed in it, if anything did."""

    text: str
    is_written: bool
    answer: str
    detail: str
    html: SafeString | None
    mark: Mark
    sheets: list[ReadSheet]
    files: list[ReadFile]

    @property
    def is_empty(self) -> bool:
        return not (self.answer or self.sheets or self.files)

    @property
    def has_changed(self) -> bool:
        marks = {self.mark, *(sheet.mark for sheet in self.sheets), *(file.mark for file in self.files)}
        return marks != {Mark.SAME}


@dataclass(frozen=True, slots=True)
class ReadSection:
    code: str
    title: str
    questions: list[ReadQuestion]

    @property
    def changed(self) -> int:
        return sum(question.has_changed for question in self.questions)


def read(deposit: Deposit, earlier: Deposit | None, file_urls: dict[str, str]) -> list[ReadSection]:
    """What was deposited, marked by what changed since an earlier deposit. ``file_urls`` are by digest of file."""
    # Without an earlier one, it is its own: nothing has changed.
    before = dict(questions_of((earlier or deposit).content))
    return [
        ReadSection(
            section["code"],
            section["title"],
            [
                _question(question, before.get((section["code"], question["code"]), NOTHING), deposit, file_urls)
                for question in section["questions"]
            ],
        )
        for section in deposit.content["sections"]
    ]


def gone(deposit: Deposit, earlier: Deposit | None) -> list[str]:
    """The questions that the earlier deposit answered and this one is not asked any more, on its path."""
    if earlier is None:
        return []
    now = dict(questions_of(deposit.content))
    return [question["text"] for key, question in questions_of(earlier.content) if key not in now]


def questions_of(content: Found) -> Iterator[tuple[tuple[str, str], Found]]:
    for section in content["sections"]:
        for question in section["questions"]:
            yield (section["code"], question["code"]), question


def in_words(question: Found) -> str:
    """The answer as one says it; nothing where there is none."""
    answer = question["answer"]
    if not answer:
        return ""
    if answer["choice"]:
        return str(answer["choice"]["label"])
    if answer["number"] is None:
        return str(answer["text"])
    if question["kind"] == QuestionKind.YES_NO:
        return _("Oui") if answer["number"] == "1" else _("Non")
    return f"{answer['number'].replace('.', ',')} {question['unit']}".strip()


NOTHING: Found = {"answer": None, "evidence": [], "files": []}
"""A question that the earlier deposit was not asked."""


def _question(question: Found, earlier: Found, deposit: Deposit, file_urls: dict[str, str]) -> ReadQuestion:
    answer, was = in_words(question), in_words(earlier)
    choice = (question["answer"] or {}).get("choice") or {}
    mark = mark_of(answer, was)
    return ReadQuestion(
        text=question["text"],
        is_written=question["kind"] == QuestionKind.TEXT,
        answer=answer,
        detail=choice.get("detail", ""),
        html=edited(was, answer) if mark in {Mark.CHANGED, Mark.GONE} else None,
        mark=mark,
        sheets=_sheets(question, earlier, deposit),
        files=_files(question, earlier, file_urls),
    )


def _sheets(question: Found, earlier: Found, deposit: Deposit) -> list[ReadSheet]:
    now = {key_of(proof): proof for proof in question["evidence"]}
    before = {key_of(proof): proof for proof in earlier["evidence"]}
    kept = [_sheet(proof, mark_of(said(proof), said(before.get(key))), deposit) for key, proof in now.items()]
    left = [ReadSheet(proof["title"], "", "", Mark.GONE) for key, proof in before.items() if key not in now]
    return kept + left


def _sheet(proof: Found, mark: Mark, deposit: Deposit) -> ReadSheet:
    url = reverse("dossiers:sheet", args=[deposit.dossier_id, deposit.pk, key_of(proof)])
    return ReadSheet(proof["title"], proof["content"].get("summary", ""), url, mark)


def key_of(proof: Found) -> int:
    """The key of the page, which stays in what was kept of it when the sheet is gone."""
    return int(proof["content"]["pk"])


def said(proof: Found | None) -> Found | None:
    """What a sheet says, without what Wagtail keeps of every page: publishing again changes nothing."""
    if proof is None:
        return None
    own = {"title": proof["title"]}
    return own | {name: value for name, value in proof["content"].items() if name not in MECHANICS}


def _files(question: Found, earlier: Found, urls: dict[str, str]) -> list[ReadFile]:
    now = {file["digest"]: file for file in question["files"]}
    before = {file["digest"]: file for file in earlier["files"]}
    kept = [
        ReadFile(file["name"], file["size"], urls.get(key, ""), mark_of(key, key if key in before else None))
        for key, file in now.items()
    ]
    left = [ReadFile(file["name"], file["size"], "", Mark.GONE) for key, file in before.items() if key not in now]
    return kept + left
