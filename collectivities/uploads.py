"""What may be uploaded: each file is looked into, whatever its name says."""

import io
import zipfile
from typing import Any

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

HEAD_BYTES = 8192
MAX_EXPANDED_BYTES = 200 * 1024 * 1024
MAX_ARCHIVE_ENTRIES = 5_000
ZIPPED = {"docx", "odp", "ods", "odt", "pptx", "xlsx", "zip"}
OFFICE_MARKERS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "mimetype",
    "ods": "mimetype",
    "odp": "mimetype",
}
TEXT = {"csv", "txt"}
REENCODED = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
TRAPS = (b"<script", b"<?php", b"<html", b"<svg")


def check_document(file: UploadedFile) -> None:
    """Raise ValidationError, in words for the person, when the content belies its extension or may do harm."""
    extension = file.name.rsplit(".", 1)[-1].lower() if file.name else ""
    head = _head(file)
    if head.startswith((b"MZ", b"\x7fELF", b"#!")):
        raise ValidationError(_("Ce fichier est un programme : seuls les documents sont acceptés."))
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
    # A PDF that begins with something else is a polyglot: another program would read it otherwise.
    if not head.startswith(b"%PDF-") or any(trap in head.lower() for trap in TRAPS):
        raise ValidationError(
            _("Ce fichier n’est pas un PDF, malgré son nom. Exportez-le de nouveau depuis votre logiciel.")
        )
    file.seek(-min(1024, file.size or 0), io.SEEK_END)
    tail = bytes(file.read())
    file.seek(0)
    if b"%%EOF" not in tail:
        raise ValidationError(_("Ce PDF est incomplet ou contient autre chose. Exportez-le de nouveau."))


def _check_archive(file: UploadedFile, extension: str) -> None:
    wrong = ValidationError(
        _("Ce fichier est abîmé, ou n’est pas du genre que dit son nom. Enregistrez-le de nouveau.")
    )
    head = _head(file)
    if not head.startswith(b"PK"):
        raise wrong
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            expanded = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise wrong from error
    finally:
        file.seek(0)
    if expanded > MAX_EXPANDED_BYTES or len(names) > MAX_ARCHIVE_ENTRIES:
        raise ValidationError(_("Ce fichier est trop gros une fois ouvert."))
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs", ".bat", ".scr")) for name in names):
        raise ValidationError(_("Ce fichier contient des macros ou un programme : enregistrez-le sans."))
    if extension in OFFICE_MARKERS and OFFICE_MARKERS[extension] not in names:
        raise wrong


def _check_text(file: UploadedFile) -> None:
    file.seek(0)
    content = bytes(file.read())
    file.seek(0)
    if b"\x00" in content or any(trap in content[:HEAD_BYTES].lower() for trap in TRAPS):
        raise ValidationError(_("Ce fichier n’est pas un simple texte."))


def clean_image(file: UploadedFile) -> UploadedFile:
    """The image re-encoded, upright and without its metadata: no position of the place where it was taken goes online.

    Raises ValidationError when it cannot be read. Animated images are kept as they are: re-encoding would stop them.
    """
    kind = filetype.guess_mime(_head(file)) or ""
    if not kind.startswith("image/"):
        raise ValidationError(_("Ce fichier n’est pas une image, malgré son nom."))
    try:
        with Image.open(file) as image:
            image.load()
            return file if getattr(image, "is_animated", False) else _reencode(image, str(file.name))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("Cette image ne peut pas être lue. Enregistrez-la de nouveau en JPEG ou en PNG.")
        ) from error
    finally:
        if not file.closed:
            file.seek(0)


def _reencode(image: Image.Image, name: str) -> UploadedFile:
    kind = image.format if image.format in REENCODED else "JPEG"
    upright = ImageOps.exif_transpose(image)
    if kind == "JPEG" and upright.mode != "RGB":
        upright = upright.convert("RGB")
    profile: Any = image.info.get("icc_profile")
    stream = io.BytesIO()
    options: dict[str, Any] = {"quality": 90} if kind in {"JPEG", "WEBP"} else {"optimize": True}
    upright.save(stream, kind, icc_profile=profile, **options)
    extension = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[kind]
    return SimpleUploadedFile(f"{name.rsplit('.', 1)[0]}.{extension}", stream.getvalue(), REENCODED[kind])
