"""What a reader says is wrong in a sheet."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from initiatives.enums import CorrectionState

LONGEST_CORRECTION = 2_000


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> Self:
        """Those the association has not read, the oldest first."""
        return self.filter(state=CorrectionState.WAITING).order_by("proposed_at", "pk")

    def left_to(self, collectivity: Collectivity) -> Self:
        """Those that were passed on to a collectivité, and that it has not dealt with."""
        rows = self.filter(state=CorrectionState.PASSED_ON, sheet__collectivity=collectivity)
        return rows.order_by("proposed_at", "pk")

    def with_names(self) -> Self:
        """With the names of the sheet and of its commune."""
        return self.select_related("sheet__collectivity__departement")


class Correction(models.Model):
    """Nothing is known of who proposed it. ``text`` is what the reader wrote, ``note`` what the association adds."""

    sheet = models.ForeignKey(
        "initiatives.InitiativePage", verbose_name=_("fiche"), on_delete=models.CASCADE, related_name="corrections"
    )
    text = models.TextField(_("correction proposée"), max_length=LONGEST_CORRECTION)
    note = models.TextField(_("mot de l’association"), max_length=LONGEST_CORRECTION, blank=True)
    state = models.CharField(_("état"), max_length=20, choices=CorrectionState.choices, default=CorrectionState.WAITING)
    proposed_at = models.DateTimeField(_("proposée le"), auto_now_add=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("décidée par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects: ClassVar[Any] = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction proposée")
        verbose_name_plural = _("corrections proposées")
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state=CorrectionState.WAITING) ^ Q(decided_at__isnull=False),
                name="correction_decided_unless_waiting",
            ),
        )
        indexes = (models.Index(fields=("state", "proposed_at"), name="correction_by_state"),)

    def __str__(self) -> str:
        return self.text[:60]
