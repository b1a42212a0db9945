"""Adding a file to a dossier, and removing one: under the lock of the dossier, as whoever deposits it has."""

import hashlib
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labels.enums import QuestionKind
from labels.files.checking import checked, extension_of
from labels.files.types import TYPES
from labels.models import Dossier, DossierFile, Evidence, Question
from labels.models.evidence import LONGEST_NAME
from labels.timing import may_write
from labels.transitions import locked
from portal.models import User

UNSAFE = re.compile(r"[\\/:*?\"<>|\s]+")


class ClosedError(Exception):
    """The dossier is not written at this moment; its text says why."""


def takes_files(question: Question) -> bool:
    """Those that ask for proofs."""
    return question.kind == QuestionKind.EVIDENCE


def add(key: int, question: Question, file: UploadedFile, author: User) -> DossierFile:
    """The file as it is kept; the same content sent twice to a question is one. Raises ClosedError, and ValidationError
    for what may not be added, in words for the person.
    """
    # Looked into before the lock: it may take seconds.
    file = checked(file)
    file.seek(0)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    with transaction.atomic():
        dossier = _written(key)
        known = DossierFile.objects.filter(dossier=dossier, question=question, digest=digest).first()
        if known:
            return known
        _check_room(dossier, question)
        return _write(dossier, question, file, digest, author)


@transaction.atomic
def remove(key: int, file_key: int) -> bool:
    """False when it is gone already. Its content leaves the disk once that is certain (``labels.signal_handlers``)."""
    dossier = _written(key)
    removed: int = DossierFile.objects.filter(dossier=dossier, pk=file_key).delete()[0]
    _touch(dossier)
    return bool(removed)


def safe_name(name: str) -> str:
    """A name that every system takes, and that stays one line."""
    stem, extension = name.rsplit(".", 1)[0], extension_of(name)
    printable = "".join(char for char in stem if unicodedata.category(char)[0] != "C" or char.isspace())
    stem = UNSAFE.sub(" ", printable).strip(" .") or _("pièce justificative")
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"


def _written(key: int) -> Dossier:
    dossier = locked(key)
    if refused := may_write(dossier, timezone.now()):
        raise ClosedError(refused)
    return dossier


def _check_room(dossier: Dossier, question: Question) -> None:
    held = sum(rows.objects.filter(dossier=dossier, question=question).count() for rows in (DossierFile, Evidence))
    most = question.most_proofs
    if held >= most:
        raise ValidationError(
            ngettext(
                "Une preuve au plus pour cette question : retirez-la d’abord.",
                "%(most)s preuves au plus pour cette question : retirez-en une d’abord.",
                most,
            )
            % {"most": most}
        )


def _write(dossier: Dossier, question: Question, file: UploadedFile, digest: str, author: User) -> DossierFile:
    name = safe_name(str(file.name))
    row = DossierFile(
        dossier=dossier,
        question=question,
        name=name,
        media_type=TYPES[extension_of(name)],
        size=file.size or 0,
        digest=digest,
        author=author,
    )
    row.file.save(name, file, save=False)
    try:
        row.save()
        _touch(dossier)
    except BaseException:
        # What no row names would stay on the disk for ever.
        row.file.delete(save=False)
        raise
    return row


def _touch(dossier: Dossier) -> None:
    dossier.changed_at = timezone.now()
    dossier.save(update_fields=["changed_at"])
