"""What was mailed about a dossier that is not deposited."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from labels.models.dossier import Dossier


class DraftReminder(models.Model):
    """The one of so many ``days`` before the closing: it leaves once."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField(_("jours avant la clôture"))
    sent_at = models.DateTimeField(_("envoyé le"))

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("rappel de dossier")
        verbose_name_plural = _("rappels de dossiers")
        constraints = (models.UniqueConstraint(fields=("dossier", "days"), name="draft_reminder_once"),)

    def __str__(self) -> str:
        return f"{self.dossier_id}, {self.days}"
