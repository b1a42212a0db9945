"""What is sent is looked into before it is kept, whatever its name says."""

import subprocess
from pathlib import Path

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from collectivities.document_uploads import check_document
from collectivities.image_uploads import clean_image
from labels.files.inspector import ACTIVE, LOCKED
from labels.files.types import DOCUMENTS, IMAGES, LARGEST, NAMED, TYPES
from portal.programs import run_alone

PROGRAM = Path(__file__).with_name("inspector.py")
PATIENCE_SECONDS = 40
"""More than the process gives itself, of its processor alone: a machine may be busy."""


def checked(file: UploadedFile) -> UploadedFile:
    """The file as it is kept: an image re-encoded, without the place where it was taken. Raises ValidationError, in
    words for the person.
    """
    extension = extension_of(str(file.name))
    if extension not in TYPES:
        raise ValidationError(_("Ce genre de fichier n’est pas accepté. Joignez : %(types)s.") % {"types": NAMED})
    size = file.size or 0
    if size > LARGEST:
        raise ValidationError(
            _("Ce fichier pèse %(size)s : %(most)s au plus.")
            % {"size": filesizeformat(size), "most": filesizeformat(LARGEST)}
        )
    if extension in IMAGES:
        return _image(file)
    check_document(file)
    _must_be(file, extension)
    if extension == "pdf":
        _inspect(file)
    return file


def extension_of(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _image(file: UploadedFile) -> UploadedFile:
    cleaned = clean_image(file, may_move=False)
    if extension_of(str(cleaned.name)) not in IMAGES:
        raise ValidationError(_("Cette image ne peut pas être lue. Enregistrez-la de nouveau en JPEG ou en PNG."))
    return cleaned


def _must_be(file: UploadedFile, extension: str) -> None:
    file.seek(0)
    guessed = filetype.guess_mime(file.read(8192))
    file.seek(0)
    # An archive that says nothing more is one of these documents all the same: they were looked into above.
    if guessed not in {DOCUMENTS[extension], "application/zip" if extension != "pdf" else DOCUMENTS["pdf"]}:
        raise ValidationError(
            _("Ce fichier est abîmé, ou n’est pas du genre que dit son nom. Enregistrez-le de nouveau.")
        )


def _inspect(file: UploadedFile) -> None:
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        done = run_alone(PROGRAM, content=content, seconds=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ValidationError(_unreadable()) from error
    said = done.stdout.decode()
    if done.returncode:
        raise ValidationError(_unreadable())
    if said == LOCKED:
        raise ValidationError(_("Ce PDF demande un mot de passe : le jury ne pourrait pas le lire. Joignez-le sans."))
    if said == ACTIVE:
        raise ValidationError(
            _("Ce PDF contient un programme, un formulaire ou un autre fichier. Joignez-en une copie imprimée en PDF.")
        )


def _unreadable() -> str:
    return _("Ce PDF ne peut pas être lu. Exportez-le de nouveau depuis votre logiciel.")
