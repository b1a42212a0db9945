"""A palmarès put to the test before it is decided (« Le palmarès à l'épreuve »)."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labels.enums import RunState
from labels.models.campaign import Campaign


class TrialQuerySet(models.QuerySet["Trial"]):
    def done(self) -> Self:
        return self.filter(state=RunState.DONE)

    def without_result(self) -> Self:
        """Where only how it went is asked: a result weighs hundreds of kilobytes."""
        return self.defer("result")


class Trial(models.Model):
    """Asked for by somebody, done by a task. ``seed`` and ``draws`` make its draws again; ``digest`` is that of the
    readings and thresholds that it was made with, ``result`` as ``labels.robustness.results`` keeps it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="trials")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WORKING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    ended_at = models.DateTimeField(_("terminé le"), null=True, blank=True)
    seed = models.PositiveIntegerField(_("graine"))
    draws = models.PositiveIntegerField(_("tirages"))
    digest = models.CharField(_("empreinte des lectures"), max_length=64, blank=True)
    result = models.JSONField(default=dict, blank=True)

    objects: ClassVar[Any] = TrialQuerySet.as_manager()

    class Meta:
        verbose_name = _("mise à l’épreuve du palmarès")
        verbose_name_plural = _("mises à l’épreuve du palmarès")
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign",), condition=Q(state=RunState.WORKING), name="one_trial_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.DONE) | ~Q(digest="") & Q(ended_at__isnull=False),
                name="trial_done_with_digest",
            ),
        )

    def __str__(self) -> str:
        return f"{self.campaign}, {self.asked_at:%Y-%m-%d %H:%M}"
