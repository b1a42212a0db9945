"""What a file of a dossier may be, whatever its name says."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from labels.files import checking
from labels.files.checking import checked
from labels.files.keeping import safe_name
from tests.factories import png
from tests.labels.files import pdfs


def _sent(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/x-whatever")


def _odt(*entries: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for entry in ("content.xml", *entries):
            archive.writestr(entry, "<x/>")
    return stream.getvalue()


def _named(value: object) -> str:
    """A file has no name of its own, and some are another each time they are made."""
    return "file" if isinstance(value, bytes) else str(value)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdfs.plain(), "bilan.pdf"),
        (pdfs.plain(), "BILAN.PDF"),
        (pdfs.locked(), "imprimable.pdf"),
        (_odt(), "bilan.odt"),
        (png(), "affiche.png"),
    ],
    ids=_named,
)
def test_what_people_have_is_accepted(content: bytes, name: str) -> None:
    assert checked(_sent(content, name)).size


def test_a_photo_loses_the_place_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (48.0, 7.0, 0.0)}
    stream = io.BytesIO()
    Image.new("RGB", (60, 40)).save(stream, "JPEG", exif=exif)
    kept = checked(_sent(stream.getvalue(), "photo.jpg"))
    with Image.open(kept) as image:
        assert not image.getexif()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"x", "bilan", "Ce genre de fichier"),
        (b"<svg/>", "plan.svg", "Ce genre de fichier"),
        (_odt(), "bilan.zip", "Ce genre de fichier"),
        (b"MZ\x90", "bilan.pdf", "programme"),
        (b"<html><script>", "bilan.pdf", "n’est pas un PDF"),
        (b"%PDF-1.7\n%%EOF", "bilan.pdf", "ne peut pas être lu"),
        (pdfs.locked(user_password="ouvre"), "bilan.pdf", "mot de passe"),
        (pdfs.with_script(), "bilan.pdf", "programme"),
        (pdfs.with_file(), "bilan.pdf", "autre fichier"),
        (pdfs.with_launch(), "bilan.pdf", "programme"),
        (_odt("Basic/Standard/Module1.xml"), "bilan.odt", "macros"),
        (_odt(), "bilan.docx", "pas du genre"),
        (png(), "bilan.odt", "pas du genre"),
        (pdfs.plain(), "affiche.png", "n’est pas une image"),
    ],
    ids=_named,
)
def test_what_may_do_harm_or_is_something_else_is_refused_in_words(content: bytes, name: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        checked(_sent(content, name))
    assert said in " ".join(refused.value.messages)


def test_a_large_file_says_how_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LARGEST", 100)
    with pytest.raises(ValidationError, match="au plus"):
        checked(_sent(pdfs.plain(), "bilan.pdf"))


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "PATIENCE_SECONDS", 0.01)
    with pytest.raises(ValidationError, match="ne peut pas être lu"):
        checked(_sent(pdfs.plain(), "bilan.pdf"))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Bilan 2026.PDF", "Bilan 2026.pdf"),
        ("../../etc/passwd.pdf", "etc passwd.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a b Set-Cookie x.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        (".pdf", "pièce justificative.pdf"),
        (f"{'a' * 300}.pdf", f"{'a' * 146}.pdf"),
    ],
)
def test_names_are_safe_on_every_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe
