"""What a document may be: each file is looked into, whatever its name says.

SVG is refused everywhere: it is a page with scripts. Images go through ``image_uploads``.
"""

import io
import re
import zipfile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

HEAD_BYTES = 8192
MAX_EXPANDED_BYTES = 200 * 1024 * 1024
MAX_ARCHIVE_ENTRIES = 5_000
OPEN_DOCUMENT = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
OFFICE_MARKERS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
ZIPPED = {*OPEN_DOCUMENT, *OFFICE_MARKERS, "zip"}
TEXT = {"csv", "txt"}
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
# What a browser would run if it took the file for a page.
TRAPS = (b"<script", b"<?php", b"<html", b"<svg")
# Macros of both office families, then programs and nested archives.
HARMFUL_ENTRY = re.compile(
    r"(vbaproject\.bin|/macrosheets/.*|/activex/.*|^basic/.*/(?!script-lb\.xml$).*\.xml|^scripts/.+"
    r"|\.(exe|dll|js|vbs|vbe|bat|cmd|scr|ps1|com|msi|jar|lnk|hta|zip|rar|7z))$",
    re.IGNORECASE,
)


def check_document(file: UploadedFile) -> None:
    """Raise ValidationError, in words for the person, when the content is not what the name says or may do harm."""
    extension = file.name.rsplit(".", 1)[-1].lower() if file.name else ""
    head = _head(file)
    if head.startswith(PROGRAMS):
        raise ValidationError(_("Ce fichier est un programme : seuls les documents sont acceptés."))
    if extension == "pdf":
        _check_pdf(file, head)
    elif extension in ZIPPED:
        _check_archive(file, extension)
    elif extension in TEXT:
        _check_text(file)


def _head(file: UploadedFile) -> bytes:
    file.seek(0)
    head = bytes(file.read(HEAD_BYTES))
    file.seek(0)
    return head


def _check_pdf(file: UploadedFile, head: bytes) -> None:
    # A PDF that begins with something else, or ends with an archive, is a polyglot: another program reads it otherwise.
    if not head.startswith(b"%PDF-") or any(trap in head.lower() for trap in TRAPS) or _is_archive(file):
        raise ValidationError(
            _("Ce fichier n’est pas un PDF, malgré son nom. Exportez-le de nouveau depuis votre logiciel.")
        )
    file.seek(-min(1024, file.size or 0), io.SEEK_END)
    tail = bytes(file.read())
    file.seek(0)
    if b"%%EOF" not in tail:
        raise ValidationError(_("Ce PDF est incomplet ou contient autre chose. Exportez-le de nouveau."))


def _is_archive(file: UploadedFile) -> bool:
    found = zipfile.is_zipfile(file)
    file.seek(0)
    return found


def _check_archive(file: UploadedFile, extension: str) -> None:
    wrong = ValidationError(
        _("Ce fichier est abîmé, ou n’est pas du genre que dit son nom. Enregistrez-le de nouveau.")
    )
    if not _head(file).startswith(b"PK"):
        raise wrong
    try:
        with zipfile.ZipFile(file) as archive:
            _check_entries(archive.infolist())
            if not _is_of_kind(archive, extension):
                raise wrong
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise wrong from error
    finally:
        file.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > MAX_EXPANDED_BYTES or len(entries) > MAX_ARCHIVE_ENTRIES:
        raise ValidationError(_("Ce fichier est trop gros une fois ouvert."))
    if any(HARMFUL_ENTRY.search(entry.filename) for entry in entries):
        raise ValidationError(
            _("Ce fichier contient des macros, un programme ou une autre archive : enregistrez-le sans.")
        )
    if any(entry.filename.startswith("/") or ".." in entry.filename.split("/") for entry in entries):
        raise ValidationError(_("Ce fichier contient des chemins qui sortent de l’archive."))


def _is_of_kind(archive: zipfile.ZipFile, extension: str) -> bool:
    names = set(archive.namelist())
    if extension in OPEN_DOCUMENT:
        expected = f"application/vnd.oasis.opendocument.{OPEN_DOCUMENT[extension]}".encode()
        return "mimetype" in names and archive.open("mimetype").read(200).strip() == expected
    return extension not in OFFICE_MARKERS or {OFFICE_MARKERS[extension], "[Content_Types].xml"} <= names


def _check_text(file: UploadedFile) -> None:
    file.seek(0)
    content = bytes(file.read())
    file.seek(0)
    if b"\x00" in content or any(trap in content[:HEAD_BYTES].lower() for trap in TRAPS):
        raise ValidationError(_("Ce fichier n’est pas un simple texte."))
