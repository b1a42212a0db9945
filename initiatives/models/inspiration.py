"""« Nous nous en sommes inspirés »: what became of telling the commune of the origin."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from initiatives.enums import InspirationState

LONGEST_REPLY = 1_000


class InspirationQuerySet(models.QuerySet["Inspiration"]):
    def received(self, collectivity: Collectivity) -> Self:
        """Those of the sheets of a collectivité, the latest first."""
        return self.filter(origin__collectivity=collectivity).order_by("-declared_at", "-pk")

    def unanswered(self) -> Self:
        return self.filter(state=InspirationState.DECLARED)

    def standing(self) -> Self:
        """Those the commune of the origin did not contest."""
        return self.exclude(state=InspirationState.CONTESTED)

    def with_names(self) -> Self:
        return self.select_related("sheet__collectivity__departement", "origin__collectivity__departement")


class Inspiration(models.Model):
    """The lineage itself is ``InitiativePage.inspired_by``. A contested one is not shown: the sheet names no origin any
    more, and this row keeps the one it named.
    """

    sheet = models.OneToOneField(
        "initiatives.InitiativePage", verbose_name=_("fiche"), on_delete=models.CASCADE, related_name="inspiration"
    )
    origin = models.ForeignKey(
        "initiatives.InitiativePage", verbose_name=_("origine"), on_delete=models.CASCADE, related_name="declared"
    )
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declared_at = models.DateTimeField(_("déclarée le"), auto_now_add=True)
    state = models.CharField(
        _("état"), max_length=20, choices=InspirationState.choices, default=InspirationState.DECLARED
    )
    reply = models.TextField(_("réponse de l’origine"), max_length=LONGEST_REPLY, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[Any] = InspirationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspiration")
        verbose_name_plural = _("inspirations")
        indexes = (models.Index(fields=("origin", "state"), name="inspiration_by_origin"),)
        constraints = (
            models.CheckConstraint(condition=~Q(sheet=models.F("origin")), name="inspired_by_another"),
            models.CheckConstraint(
                condition=~Q(state=InspirationState.CONTESTED) | ~Q(reply=""), name="contested_with_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet} ← {self.origin}"
