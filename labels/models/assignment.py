"""Who reads which dossier, and what worked it out."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labels.enums import RunState
from labels.jury.enums import AssignmentState, RecusedBy, RunKind
from labels.models.campaign import Campaign
from labels.models.dossier import Dossier
from labels.models.jury import Juror

LONGEST_REASON = 600


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def told(self) -> Self:
        """Those that their readers know of."""
        return self.filter(state__in=AssignmentState.told())

    def counted(self) -> Self:
        """Those that make a reader of somebody, the proposed ones too."""
        return self.filter(state__in=AssignmentState.counted())

    def proposed(self) -> Self:
        return self.filter(state=AssignmentState.PROPOSED)

    def recused(self) -> Self:
        return self.filter(state=AssignmentState.RECUSED)

    def in_campaign(self, campaign: Campaign) -> Self:
        return self.filter(dossier__campaign=campaign)

    def with_names(self) -> Self:
        return self.select_related(
            "juror__user",
            "dossier__questionnaire",
            "dossier__collectivity__departement",
            "dossier__collectivity__region",
        )


class Assignment(models.Model):
    """One reader of one dossier, once and for all: a déport stays, so that the pair is never made again.

    ``by_hand`` is one that the association chose: working it out again leaves it. ``reason`` is why there is a déport,
    for the association; ``told_at`` when the reader was told of the dossier.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="assignments")
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="assignments")
    state = models.CharField(
        _("état"), max_length=10, choices=AssignmentState.choices, default=AssignmentState.PROPOSED, editable=False
    )
    by_hand = models.BooleanField(_("choisie à la main"), default=False)
    recused_by = models.CharField(_("déport par"), max_length=12, choices=RecusedBy.choices, blank=True)
    reason = models.TextField(_("motif"), max_length=LONGEST_REASON, blank=True)
    made_at = models.DateTimeField(_("faite le"), auto_now_add=True)
    told_at = models.DateTimeField(_("annoncée le"), null=True, blank=True, editable=False)
    recused_at = models.DateTimeField(_("déport le"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier attribué")
        verbose_name_plural = _("dossiers attribués")
        ordering = ("dossier_id", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "juror"), name="assignment_once"),
            models.CheckConstraint(
                condition=Q(state=AssignmentState.RECUSED, recused_at__isnull=False) & ~Q(recused_by="") & ~Q(reason="")
                | ~Q(state=AssignmentState.RECUSED) & Q(recused_at__isnull=True, recused_by="", reason=""),
                name="assignment_recused_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AssignmentState.told()) | Q(told_at__isnull=False), name="assignment_told_at"
            ),
        )
        indexes = (models.Index(fields=("juror", "state"), name="assignment_of_juror"),)

    def __str__(self) -> str:
        return f"{self.dossier_id} – {self.juror_id}"


class AssignmentRun(models.Model):
    """Working out who reads what, or announcing it: asked for by somebody, done by a task, and what came of it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="assignment_runs")
    kind = models.CharField(max_length=10, choices=RunKind.choices)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WORKING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    ended_at = models.DateTimeField(_("terminé le"), null=True, blank=True)
    made = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("calcul de l’attribution")
        verbose_name_plural = _("calculs de l’attribution")
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign",), condition=Q(state=RunState.WORKING), name="one_run_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.campaign}"
