"""The texts of documents: each format as it is written, and files that want to harm."""

import zlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from collectivities.document_uploads import check_document
from collectivities.enums import ReadingState
from collectivities.file_texts import extractor, reading
from collectivities.file_texts.reading import extract, read_document
from collectivities.models import CustomDocument, FileText
from collectivities.permissions import media_is_used
from collectivities.tasks import read_file
from tests.factories import CustomDocumentFactory, MembershipFactory
from tests.files import WORD, archive, docx, docx_of, locked_pdf, odt, odt_of, pdf, raw_pdf

SENTENCE = "La convention de prêt « été » : à Plouézec, où l'on dépense 1 200 \xa0euros."
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "'
    + "&a;" * 100
    + '"><!ENTITY c "'
    + "&b;" * 100
    + '">]>'
)


def said(content, extension):
    found = extract(content, extension)
    assert found.state == ReadingState.READ, found.state
    return found.text


class TestFormats:
    @pytest.mark.parametrize(("write", "extension"), [(pdf, "pdf"), (docx, "docx"), (odt, "odt")])
    def test_each_says_what_was_written(self, write, extension):
        content = write(SENTENCE, "Deuxième paragraphe.")
        check_document(SimpleUploadedFile(f"convention.{extension}", content))
        read = said(content, extension)
        assert read.removeprefix("Document ") == f"{' '.join(SENTENCE.split())} Deuxième paragraphe."

    def test_ligatures_of_a_pdf_are_two_letters(self):
        content = raw_pdf(b"BT /F1 12 Tf 50 700 Td (Con\x01ance et \x02eurs) Tj ET", b"<< /Differences [1 /fi /fl] >>")
        assert said(content, "pdf") == "Confiance et fleurs"

    def test_accents_beside_their_letter_are_put_on_it(self):
        assert said(docx("De\u0301claration"), "docx") == "Déclaration"

    def test_a_word_that_was_cut_is_whole(self):
        assert said(odt("la muni\u00ad\ncipalité"), "odt") == "la municipalité"

    def test_a_compound_in_two_lines_is_one_word(self):
        content = raw_pdf(b"BT /F1 12 Tf 50 700 Td 14 TL (Sur rendez-) Tj T* (vous - ou pas) Tj ET")
        assert said(content, "pdf") == "Sur rendez-vous - ou pas"

    def test_what_no_database_takes_is_left_out(self):
        assert extractor.clean("a\x00b\ud800c\u200bd") == "a bcd"

    def test_runs_of_a_word_are_one_word_and_breaks_are_spaces(self):
        body = (
            "<w:p><w:r><w:t>Plou</w:t></w:r><w:r><w:t>ézec</w:t><w:br/><w:t>mairie</w:t><w:tab/><w:t>bus</w:t></w:r></w:p>"
            "<w:p><w:del><w:r><w:delText>rayé</w:delText></w:r></w:del></w:p>"
        )
        xml = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        assert said(docx_of(xml), "docx") == "Plouézec mairie bus"

    def test_neither_what_was_struck_out_nor_remarks(self):
        body = (
            "<text:tracked-changes><text:p>rayé</text:p></text:tracked-changes><text:h>Titre</text:h>"
            "<text:p>un<text:s/>bus<office:annotation><text:p>à revoir</text:p></office:annotation>"
            "<text:line-break/>gratuit</text:p>"
        )
        assert said(odt_of(body), "odt") == "Titre un bus gratuit"

    def test_a_long_file_is_read_as_far_as_it_matters(self):
        read = said(docx(*["Le bus des écrans passe le mardi."] * 20_000), "docx")
        assert extractor.LONGEST_TEXT - 10 <= len(read) <= extractor.LONGEST_TEXT

    def test_a_pdf_that_forbids_to_print_is_read(self):
        assert "Le bus" in said(locked_pdf("Le bus", user=""), "pdf")


BOMB = docx(" " * (extractor.LARGEST_XML + 1))
UNREADABLE = {
    "a PDF with a password": (locked_pdf("Secret", user="secret"), "pdf", ReadingState.LOCKED),
    "an ODT with a password": (odt_of("", "<manifest:encryption-data/>"), "odt", ReadingState.LOCKED),
    "a page without text": (raw_pdf(b"0 0 595 842 re f"), "pdf", ReadingState.EMPTY),
    "a PDF cut in two": (pdf("Le bus")[:300], "pdf", ReadingState.BROKEN),
    "something else": (b"Bonjour", "pdf", ReadingState.BROKEN),
    "no archive": (b"PK\x03\x04 et rien", "docx", ReadingState.BROKEN),
    "an archive of something else": (archive({"a.txt": b"a"}), "odt", ReadingState.BROKEN),
    "XML that does not end": (docx_of("<document><p>"), "docx", ReadingState.BROKEN),
    "entities in a DOCX": (docx_of(f"{ENTITIES}<p>&c;</p>"), "docx", ReadingState.BROKEN),
    "entities in an ODT": (odt_of("<text:p>&c;</text:p>", before=ENTITIES), "odt", ReadingState.BROKEN),
    "another file": (
        docx_of('<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><p><t>&x;</t></p>'),
        "docx",
        ReadingState.BROKEN,
    ),
    "an archive that is a bomb": (BOMB, "docx", ReadingState.TOO_HARD),
    "a huge file": (b"%PDF-" + b"0" * reading.LARGEST_FILE, "pdf", ReadingState.TOO_HARD),
    "a spreadsheet": (archive({"mimetype": b""}), "ods", ReadingState.NO_READER),
}


def reader(folder, program):
    """The program of the portal, with another reader of PDF and one second."""
    path = folder / "reader.py"
    path.write_text(
        f"import sys; sys.path.insert(0, {str(Path.cwd())!r})\n"
        "from collectivities.file_texts import extractor\n"
        "extractor.MOST_SECONDS = 1\n"
        f"extractor.READERS['pdf'] = lambda content: exec({program!r})\n"
        "extractor.main()"
    )
    return path


class TestUnreadable:
    @pytest.mark.parametrize("case", UNREADABLE)
    def test_nothing_is_read_and_why_is_said(self, case):
        content, extension, state = UNREADABLE[case]
        assert extract(content, extension) == reading.Extracted(state)

    def test_a_pdf_that_is_a_bomb_takes_no_more_than_its_memory(self):
        content = raw_pdf(zlib.compress(b"(a) Tj " * 15_000_000), compressed=True)
        assert len(content) < reading.LARGEST_FILE
        assert extract(content, "pdf").text == ""

    def test_a_slow_file_is_left(self, monkeypatch):
        monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0.01)
        assert extract(pdf("Le bus"), "pdf").state == ReadingState.TOO_HARD

    @pytest.mark.parametrize("program", ["while True: pass", "bytearray(10**9)", "import os; os.abort()"])
    def test_whatever_the_reader_does_it_ends(self, program, monkeypatch, tmp_path):
        monkeypatch.setattr(reading, "PROGRAM", reader(tmp_path, program))
        assert extract(b"", "pdf").state == ReadingState.TOO_HARD

    def test_it_writes_nothing_to_the_disk(self, monkeypatch, tmp_path):
        written = tmp_path / "file"
        monkeypatch.setattr(reading, "PROGRAM", reader(tmp_path, f"open({str(written)!r}, 'w').write('no')"))
        assert extract(b"", "pdf").state in {ReadingState.TOO_HARD, ReadingState.BROKEN}
        assert written.stat().st_size == 0

    def test_the_program_knows_nothing_of_the_portal(self, monkeypatch, tmp_path):
        path = tmp_path / "reader.py"
        path.write_text("import json, os, sys; json.dump({'state': 'read', 'text': ' '.join(os.environ)}, sys.stdout)")
        monkeypatch.setattr(reading, "PROGRAM", path)
        monkeypatch.setenv("SECRET_KEY", "secret")
        assert "SECRET_KEY" not in extract(b"", "pdf").text


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def do(action):
        with django_capture_on_commit_callbacks(execute=True):
            return action()

    return do


def document(content=None, name="convention.pdf", **values):
    return CustomDocumentFactory(file=ContentFile(content or pdf("Le bus des écrans"), name=name), **values)


@pytest.mark.django_db
class TestReading:
    def test_a_document_is_read_once_it_is_saved(self, committed):
        given = committed(document)
        assert given.file_text.state == ReadingState.READ
        assert given.file_text.text == "Document Le bus des écrans"
        assert given.reading == ReadingState.READ.label

    def test_nothing_is_read_before(self):
        given = document()
        assert not FileText.objects.exists()
        assert given.reading == "Pas encore lu"

    def test_a_task_that_runs_twice_reads_once(self, committed, monkeypatch):
        given = committed(document)
        monkeypatch.setattr(reading, "extract", None)
        read_file.call(given.pk)
        committed(lambda: CustomDocument.objects.get(pk=given.pk).save())
        assert FileText.objects.get().text == "Document Le bus des écrans"

    @pytest.mark.parametrize("name", ["convention.pdf", "autre.odt", "image.zip"])
    def test_a_file_that_is_replaced_is_read_again(self, name, committed):
        given = committed(document)
        given.file.storage.delete(given.file.name)
        given.file = ContentFile(odt("Le car du cinéma") if name.endswith("odt") else pdf("Le car"), name=name)
        committed(given.save)
        expected = {"convention.pdf": "Document Le car", "autre.odt": "Le car du cinéma", "image.zip": ""}
        assert FileText.objects.get().text == expected[name]

    def test_what_a_file_said_that_is_replaced_is_not_its_text(self, committed):
        given = committed(document)
        assert FileText.objects.current().exists()
        given.file = ContentFile(pdf("Le car"), name="autre.pdf")
        given.save()
        assert not FileText.objects.current().exists()

    def test_a_file_that_changed_while_it_was_read_keeps_its_own(self, committed):
        given = document()
        CustomDocument.objects.filter(pk=given.pk).update(file="documents/autre.pdf")
        assert read_document(given) == ReadingState.READ
        assert not FileText.objects.exists()

    def test_a_document_that_is_gone_is_nobodys_problem(self):
        read_file.call(0)

    def test_a_file_that_is_gone_is_told(self, caplog):
        given = document()
        given.file.storage.delete(given.file.name)
        assert read_document(given) is None
        assert "is not there" in caplog.text

    def test_a_broken_file_breaks_nothing(self, committed):
        given = committed(lambda: document(b"%PDF-1.7 %%EOF"))
        assert given.file_text.state == ReadingState.BROKEN

    def test_its_text_does_not_count_as_a_use(self, committed):
        assert not media_is_used(committed(document))

    def test_the_member_who_gave_it_reads_what_became_of_it(self, client, committed):
        membership = MembershipFactory()
        given = committed(lambda: document(b"%PDF-1.7 %%EOF", collectivity=membership.collectivity))
        client.force_login(membership.user)
        assert str(ReadingState.BROKEN.label) in client.get(reverse("wagtaildocs:edit", args=[given.pk])).text


@pytest.mark.django_db
class TestCommand:
    def test_it_reads_what_was_there_before_and_only_once(self, capsys):
        given = document()
        document(b"%PDF-1.7 %%EOF", title="Abîmé")
        call_command("read_documents")
        assert given.file_text.text == "Document Le bus des écrans"
        told = capsys.readouterr().out.splitlines()
        assert told[0].endswith("« Abîmé »: broken")
        assert told[-1] == "2 documents, 1 broken, 1 read."
        call_command("read_documents")
        assert capsys.readouterr().out.splitlines() == ["0 documents."]

    def test_it_reads_again_what_could_not_be(self, capsys):
        document(b"%PDF-1.7 %%EOF")
        document()
        call_command("read_documents")
        call_command("read_documents", again=True)
        assert capsys.readouterr().out.splitlines()[-1] == "1 documents, 1 broken."

    def test_it_says_which_files_are_not_there(self, capsys):
        given = document()
        given.file.storage.delete(given.file.name)
        call_command("read_documents")
        assert capsys.readouterr().out.splitlines()[-1] == "1 documents, 1 no file."
