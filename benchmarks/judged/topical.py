"""Questions as inhabitants ask them, and how well each sheet answers: by its subject, or by what it says in passing."""

from collections.abc import Iterator

from benchmarks.judged import material
from benchmarks.judged.query import BEST, TOPICAL, Query
from benchmarks.judged.texts import sheets

IN_PASSING = 1


def queries() -> Iterator[Query]:
    for subject in material.subjects().values():
        grades = {**subject.related, subject.key: BEST}
        wanted = {
            sheet.key: grades.get(sheet.subject) or IN_PASSING
            for sheet in sheets()
            if sheet.subject in grades or subject.key in sheet.mentions
        }
        for question in subject.questions:
            yield Query(TOPICAL, "question", question, wanted)
