"""A label that was taken back: it was given, and is not worn any more."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from labels.models.award import Award


class Withdrawal(models.Model):
    """``reason`` is public: it is told to whoever verifies the label."""

    award = models.OneToOneField(
        Award, verbose_name=_("label attribué"), on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.TextField(
        _("motif"), max_length=500, help_text=_("Public : il est dit à qui vérifie ce label. Sans nom de personne.")
    )
    withdrawn_at = models.DateTimeField(_("retiré le"), auto_now_add=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("retrait de label")
        verbose_name_plural = _("retraits de labels")
        ordering = ("-withdrawn_at", "-pk")
        constraints = (models.CheckConstraint(condition=~models.Q(reason=""), name="withdrawal_has_reason"),)

    def __str__(self) -> str:
        return str(self.award)
