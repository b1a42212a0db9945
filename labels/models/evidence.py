"""What proves an answer: initiatives, frozen as they were deposited, and files that only the jury reads."""

from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models import InitiativePage
from labels.models.dossier import Dossier
from labels.models.questionnaire import Question
from labels.storage import dossier_storage

LONGEST_NAME = 150


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def of(self, dossier: Dossier) -> Self:
        """Those of a dossier, without what is frozen of them. One whose sheet was deleted before it was frozen proves
        nothing any more.
        """
        return self.filter(dossier=dossier).exclude(initiative=None, frozen_at=None).defer("content")

    def with_sheets(self) -> Self:
        """With the sheets they show, as they are now."""
        return self.select_related("initiative").defer("content", "initiative__body")


class Evidence(models.Model):
    """An initiative that proves an answer.

    Until the deposit it is the sheet as it is; ``content``, ``frozen_at`` and ``type_name`` are what Wagtail's revision
    held then, copied, because revisions are purged and sheets deleted. ``type_name`` is the model, as ``app.Model``;
    ``written_at`` is when the sheet had last been written, if it has been since it was imported.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="evidence")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    initiative = models.ForeignKey(
        InitiativePage, null=True, blank=True, on_delete=models.SET_NULL, related_name="label_evidence"
    )
    title = models.CharField(_("titre"), max_length=255)
    sort_order = models.PositiveSmallIntegerField(default=0)
    content = models.JSONField(null=True, blank=True, editable=False)
    type_name = models.CharField(max_length=100, blank=True, editable=False)
    frozen_at = models.DateTimeField(_("figée le"), null=True, blank=True, editable=False)
    written_at = models.DateTimeField(_("écrite le"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("preuve")
        verbose_name_plural = _("preuves")
        ordering = ("sort_order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "question", "initiative"), name="evidence_once_per_question"),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, content__isnull=True)
                | Q(frozen_at__isnull=False, content__isnull=False),
                name="evidence_frozen_with_content",
            ),
        )

    def __str__(self) -> str:
        return self.title


def private_path(file: "DossierFile", _name: str) -> str:
    """A name that says nothing of who deposited it, nor of what."""
    return f"{file.dossier_id}/{uuid4().hex}"


class DossierFile(models.Model):
    """A file of a dossier, outside of what the web serves. ``digest`` is the SHA-256 of its content, in hexadecimal."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="files")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(_("fichier"), storage=dossier_storage, upload_to=private_path, max_length=200)
    name = models.CharField(_("nom"), max_length=LONGEST_NAME)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("taille (octets)"))
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(_("joint le"), auto_now_add=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("pièce justificative")
        verbose_name_plural = _("pièces justificatives")
        ordering = ("added_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "question", "digest"), name="dossier_file_once_per_question"),
        )

    def __str__(self) -> str:
        return self.name
