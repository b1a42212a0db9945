"""Which sheets resemble each other, as the search found it one night."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.initiative import InitiativePage


class SimilarSheet(models.Model):
    """``other`` says what ``sheet`` says, in another commune; ``rank`` 1 is the closest. See ``search.similar``."""

    sheet = models.ForeignKey(InitiativePage, on_delete=models.CASCADE, related_name="similar_sheets")
    other = models.ForeignKey(InitiativePage, on_delete=models.CASCADE, related_name="similar_to")
    rank = models.PositiveSmallIntegerField(_("rang"))

    class Meta:
        verbose_name = _("fiche proche")
        verbose_name_plural = _("fiches proches")
        ordering = ("sheet", "rank")
        constraints = (
            models.UniqueConstraint(fields=("sheet", "rank"), name="similar_sheet_once_per_rank"),
            models.CheckConstraint(condition=~Q(sheet=F("other")), name="similar_sheet_is_another"),
        )

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.rank} {self.other_id}"
