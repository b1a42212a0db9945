"""The files of a question, as pages show them."""

from collections import defaultdict
from dataclasses import dataclass

from labels.files.addresses import add_address, file_address, remove_address
from labels.files.keeping import takes_files
from labels.models import Dossier, DossierFile, Question


@dataclass(frozen=True, slots=True)
class Shown:
    """A file, with where it is read and removed."""

    file: DossierFile
    url: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class QuestionFiles:
    """Those of a question, and where one is added."""

    files: list[Shown]
    add_url: str


def files_by_question(dossier: Dossier) -> dict[int, list[Shown]]:
    """Of a dossier read with its campaign and its collectivité, by key of the question, in one query."""
    found = defaultdict(list)
    for file in DossierFile.objects.filter(dossier=dossier):
        file.dossier = dossier
        found[file.question_id].append(Shown(file, file_address(file), remove_address(file)))
    return found


def files_of_questions(dossier: Dossier, questions: list[Question]) -> dict[int, QuestionFiles]:
    """What ``labels/files/of_question.html`` shows of each question that takes files."""
    found = files_by_question(dossier)
    asked = (question for question in questions if takes_files(question))
    return {one.pk: QuestionFiles(found.get(one.pk, []), add_address(dossier, one)) for one in asked}
