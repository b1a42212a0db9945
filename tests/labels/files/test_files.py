"""Files of a dossier: who adds, reads and removes them, and that none stays on the disk."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from labels.depositing import depositing
from labels.files.addresses import add_address, file_address, remove_address
from labels.models import Dossier, DossierFile, Question
from labels.storage import dossier_storage
from tests.factories import UserFactory
from tests.labels.depositing.world import Ready, ready_dossier
from tests.labels.factories import CLOSES, OPENS, QuestionFactory
from tests.labels.files import pdfs


@pytest.fixture(autouse=True)
def _while_open() -> Iterator[None]:
    with time_machine.travel(OPENS, tick=False):
        yield


@pytest.fixture
def ready(db: None) -> Ready:
    return ready_dossier()


@pytest.fixture
def question(ready: Ready) -> Question:
    return ready.questions["preuves"]


@pytest.fixture
def file(ready: Ready) -> DossierFile:
    found: DossierFile = ready.dossier.files.get()
    return found


def _on_disk() -> set[str]:
    root = Path(dossier_storage().location)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()} if root.exists() else set()


def _sent(name: str = "délibération.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdfs.plain(), "text/html")


def test_the_team_adds_a_file_and_reads_it(ready: Ready, question: Question, post: Any, client_of: Any) -> None:
    answer = post(ready.contributor, add_address(ready.dossier, question), file=_sent())
    assert answer.status_code == 302
    added = ready.dossier.files.get(name="délibération.pdf")
    assert (added.media_type, added.author, added.size) == ("application/pdf", ready.contributor, len(pdfs.plain()))
    served = client_of(ready.referent).get(file_address(added))
    assert served.content == pdfs.plain()
    headers = served.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in headers["Cache-Control"]


def test_its_place_says_nothing_and_is_served_by_no_address(ready: Ready, file: DossierFile) -> None:
    assert "bilan" not in file.file.name
    assert Path(file.file.path).stat().st_mode & 0o777 == 0o600
    assert Client().get(f"/media/{file.file.name}", follow=True).status_code == 404


def test_a_file_that_is_refused_says_why_and_adds_nothing(ready: Ready, question: Question, post: Any) -> None:
    before = _on_disk()
    for sent, said in ((pdfs.with_script(), "contient un programme"), (b"", "Ce fichier est vide")):
        answer = post(ready.referent, add_address(ready.dossier, question), file=SimpleUploadedFile("bilan.pdf", sent))
        assert answer.status_code == 422
        assert said in answer.text
        assert 'aria-invalid="true"' in answer.text
    assert "Choisissez un fichier" in post(ready.referent, add_address(ready.dossier, question)).text
    assert (ready.dossier.files.count(), _on_disk()) == (1, before)


def test_the_same_file_sent_twice_is_one(ready: Ready, question: Question, post: Any) -> None:
    before = _on_disk()
    for _time in range(2):
        post(ready.referent, add_address(ready.dossier, question), file=_sent())
    assert ready.dossier.files.count() == 2
    assert len(_on_disk() - before) == 1


def test_a_question_takes_so_many_proofs(ready: Ready, question: Question, post: Any) -> None:
    Question.objects.filter(pk=question.pk).update(highest=1)
    answer = post(ready.referent, add_address(ready.dossier, question), file=_sent())
    assert answer.status_code == 422
    assert "Un document au plus" in answer.text


def test_only_questions_that_ask_for_proofs_take_files(ready: Ready, post: Any, client_of: Any) -> None:
    elsewhere = QuestionFactory(for_evidence=True, section__questionnaire__for_towns=True)
    for question in (ready.questions["avis"], elsewhere):
        assert client_of(ready.referent).get(add_address(ready.dossier, question)).status_code == 404
        assert post(ready.referent, add_address(ready.dossier, question), file=_sent()).status_code == 404


def test_a_file_that_is_removed_leaves_the_disk(
    ready: Ready, file: DossierFile, post: Any, django_capture_on_commit_callbacks: Any
) -> None:
    name = file.file.name
    assert name in _on_disk()
    assert post(ready.contributor, remove_address(file)).status_code == 302
    assert name not in _on_disk()
    assert post(ready.contributor, remove_address(file)).status_code == 404


def test_one_whose_removal_fails_stays(file: DossierFile) -> None:
    def fail() -> None:
        with transaction.atomic():
            file.delete()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert file.file.name in _on_disk()


def test_a_file_that_cannot_be_written_down_leaves_nothing_on_the_disk(
    ready: Ready, question: Question, post: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _on_disk()

    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(DossierFile, "save", fail)
    with pytest.raises(RuntimeError):
        post(ready.referent, add_address(ready.dossier, question), file=_sent())
    assert _on_disk() == before


@pytest.mark.parametrize("role", ["anonymous", "nobody", "foreign", "association", "superuser", "contributor"])
@pytest.mark.parametrize("is_deposited", [False, True])
def test_who_reads_a_file(
    role: str,
    is_deposited: bool,
    ready: Ready,
    file: DossierFile,
    client_of: Any,
    association: Any,
    superuser: Any,
    other_member: Any,
) -> None:
    if is_deposited:
        depositing.deposit(ready.dossier.pk, ready.referent)
    users = {
        "nobody": UserFactory(), "foreign": other_member, "association": association, "superuser": superuser,
        "contributor": ready.contributor,
    }  # fmt: skip
    client = client_of(users[role]) if role in users else Client()
    answer = client.get(file_address(file))
    if role == "anonymous":
        assert answer.headers["Location"].startswith("/connexion/?next=")
        return
    curates = role in {"association", "superuser"}
    expected = 200 if role == "contributor" or (curates and is_deposited) else 404
    assert answer.status_code == expected


def test_an_address_of_another_commune_or_year_leads_to_nothing(
    ready: Ready, file: DossierFile, client_of: Any
) -> None:
    client = client_of(ready.referent)
    for url in (file_address(file).replace("22046", "56083"), file_address(file).replace("2027", "2026")):
        assert client.get(url).status_code == 404


def test_nobody_else_adds_or_removes(
    ready: Ready, question: Question, file: DossierFile, post: Any, association: Any, other_member: Any
) -> None:
    for user in (association, other_member):
        assert post(user, add_address(ready.dossier, question), file=_sent()).status_code == 404
        assert post(user, remove_address(file)).status_code == 404
    assert ready.dossier.files.get() == file


def test_a_dossier_that_is_deposited_or_closed_keeps_its_files_as_they_are(
    ready: Ready, question: Question, file: DossierFile, post: Any
) -> None:
    def tried() -> None:
        post(ready.referent, add_address(ready.dossier, question), file=_sent())
        post(ready.referent, remove_address(file))
        assert Dossier.objects.get(pk=ready.dossier.pk).files.get() == file

    with time_machine.travel(CLOSES + datetime.timedelta(days=1), tick=False):
        tried()
    depositing.deposit(ready.dossier.pk, ready.referent)
    tried()


def test_a_file_that_is_not_there_is_not_found(ready: Ready, file: DossierFile, client_of: Any) -> None:
    dossier_storage().delete(file.file.name)
    assert client_of(ready.referent).get(file_address(file)).status_code == 404


@pytest.mark.parametrize("size", [1, 6])
def test_the_page_costs_the_same_for_few_and_many(
    ready: Ready, question: Question, size: int, client_of: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(size):
        DossierFile.objects.create(
            dossier=ready.dossier, question=question, file=f"x/{number}", name="a.pdf", size=1, digest=f"{number}"
        )
    client = client_of(ready.referent)
    client.get(add_address(ready.dossier, question))
    with django_assert_num_queries(9):
        assert client.get(add_address(ready.dossier, question)).text.count("a.pdf</a>") == size
