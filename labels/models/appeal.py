"""After the palmarès: an appeal (« recours »), and a label that is put right."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labels.enums import AppealState
from labels.models.award import Award
from labels.models.campaign import Level
from labels.models.dossier import Dossier

LONGEST_REASONS = 4_000
LONGEST_ANSWER = 4_000
LONGEST_REASON = 500


class AppealQuerySet(models.QuerySet["Appeal"]):
    def waiting(self) -> Self:
        """Those that the association owes an answer, the oldest first."""
        return self.filter(state__in=AppealState.waiting()).order_by("filed_at", "pk")

    def with_names(self) -> Self:
        return self.select_related("dossier__collectivity__departement", "dossier__campaign", "dossier__questionnaire")


class Appeal(models.Model):
    """One per dossier. ``state`` is changed by ``labels.appeals`` alone, and each change is in the journal."""

    dossier = models.OneToOneField(Dossier, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="appeal")
    reasons = models.TextField(_("motifs"), max_length=LONGEST_REASONS)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        _("état"), max_length=20, choices=AppealState.choices, default=AppealState.FILED, editable=False
    )
    answer = models.TextField(_("réponse"), max_length=LONGEST_ANSWER, blank=True)
    filed_at = models.DateTimeField(_("déposé le"), default=timezone.now, editable=False)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("recours")
        verbose_name_plural = _("recours")
        ordering = ("-filed_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reasons=""), name="appeal_is_reasoned"),
            models.CheckConstraint(
                condition=Q(state__in=AppealState.waiting(), answer="", answered_at__isnull=True)
                | Q(state__in=AppealState.answered(), answered_at__isnull=False) & ~Q(answer=""),
                name="appeal_answer_is_reasoned",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier}"

    @property
    def is_answered(self) -> bool:
        return self.state in AppealState.answered()


class Rectification(models.Model):
    """A label put right after an appeal that was well founded. ``before`` is the level that the jury had given, none
    where it had given nothing; ``reason`` is public. The decision of the jury stays as it was sealed.

    The database refuses to change one (``labels.append_only``).
    """

    award = models.OneToOneField(
        Award, verbose_name=_("label attribué"), on_delete=models.PROTECT, related_name="rectification"
    )
    before = models.ForeignKey(Level, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("motif"), max_length=LONGEST_REASON)
    rectified_at = models.DateTimeField(_("rectifié le"), default=timezone.now, editable=False)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("label rectifié")
        verbose_name_plural = _("labels rectifiés")
        ordering = ("-rectified_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="rectification_has_reason"),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | ~Q(before=F("after")), name="rectification_changes_the_level"
            ),
        )

    def __str__(self) -> str:
        return f"{self.award}"
