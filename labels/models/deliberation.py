"""What the jury decides behind closed doors: sittings, who was in the room, decisions, minutes.

A decision, who was there when it was taken, and minutes are written once: the database refuses to change them
(``labels.append_only``). A dossier that is decided again has another decision, and the last one stands.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labels.enums import Actor, DossierState
from labels.models.campaign import Campaign, Level, Mention
from labels.models.dossier import Dossier
from labels.models.jury import Juror

LONGEST_OPINION = 4_000
LONGEST_REASON = 600


class SittingQuerySet(models.QuerySet["Sitting"]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)


class Sitting(models.Model):
    """A meeting of the jury. One is open at a time in a campaign."""

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campagne"), on_delete=models.PROTECT, related_name="sittings"
    )
    number = models.PositiveSmallIntegerField(_("séance"))
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    opened_at = models.DateTimeField(_("ouverte le"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("levée le"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("séance du jury")
        verbose_name_plural = _("séances du jury")
        ordering = ("-campaign__year", "number")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "number"), name="sitting_once_per_number"),
            models.UniqueConstraint(fields=("campaign",), condition=Q(closed_at=None), name="one_sitting_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.number}, {self.campaign}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def now(self) -> Self:
        """Of those who are in the room."""
        return self.filter(left_at__isnull=True)


class Attendance(models.Model):
    """A member of the jury in the room, from when to when; who comes back has another row."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendances")
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="attendances")
    arrived_at = models.DateTimeField(_("arrivée"), default=timezone.now)
    left_at = models.DateTimeField(_("départ"), null=True, blank=True)

    objects: ClassVar[Any] = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("présence à une séance")
        verbose_name_plural = _("présences aux séances")
        ordering = ("arrived_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("sitting", "juror"), condition=Q(left_at=None), name="attendance_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=models.F("arrived_at")), name="attendance_leaves_after"
            ),
        )

    def __str__(self) -> str:
        return f"{self.juror}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> Self:
        """Those that hold: the last one of each dossier that is decided."""
        later = Decision.objects.filter(dossier=OuterRef("dossier"), pk__gt=OuterRef("pk"))
        decided = (*DossierState.decided(), DossierState.PUBLISHED)
        return self.filter(dossier__state__in=decided).exclude(Exists(later))

    def public(self) -> Self:
        """Those whose palmarès is public. What everybody reads of a decision, and what its candidate reads of it,
        starts from these.
        """
        return self.standing().filter(
            dossier__campaign__settled_at__isnull=False, dossier__campaign__embargo_until__lte=timezone.now()
        )


class Decision(models.Model):
    """``level`` is that of the scale, none where nothing is awarded; ``opinion`` the « avis motivé ».

    ``basis`` is what the room had before it: the marks, their mean, the corrected score, the level that was proposed
    and how firm it was. ``account`` is the key of the account that wrote it down, as in the journal.
    """

    dossier = models.ForeignKey(Dossier, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="decisions")
    sitting = models.ForeignKey(Sitting, verbose_name=_("séance"), on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("décision"), max_length=20, choices=DossierState.choices)
    level = models.ForeignKey(
        Level, verbose_name=_("niveau"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mentions = models.ManyToManyField(Mention, verbose_name=_("mentions"), blank=True, related_name="+")
    opinion = models.TextField(_("avis motivé"), max_length=LONGEST_OPINION)
    basis = models.JSONField(default=dict, editable=False)
    by = models.CharField(_("par"), max_length=20, choices=Actor.choices)
    account = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(_("décidé le"), default=timezone.now, editable=False)

    objects: ClassVar[Any] = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("décision du jury")
        verbose_name_plural = _("décisions du jury")
        ordering = ("decided_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=(DossierState.LABELLED, DossierState.MENTION), level__isnull=False)
                | Q(outcome=DossierState.NOT_LABELLED, level__isnull=True),
                name="decision_has_its_level",
            ),
            models.CheckConstraint(condition=~Q(opinion=""), name="decision_is_reasoned"),
        )

    def __str__(self) -> str:
        return f"{self.dossier}"


class Presence(models.Model):
    """Who was in the room when a decision was taken, and who had stepped out of it for that dossier, and why."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="presences")
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="+")
    stepped_out = models.BooleanField(_("est sorti·e"), default=False)
    reason = models.CharField(_("motif"), max_length=LONGEST_REASON, blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("présence à une décision")
        verbose_name_plural = _("présences aux décisions")
        ordering = ("decision_id", "pk")
        constraints = (
            models.UniqueConstraint(fields=("decision", "juror"), name="presence_once"),
            models.CheckConstraint(
                condition=Q(stepped_out=False, reason="") | Q(stepped_out=True) & ~Q(reason=""),
                name="presence_stepped_out_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.juror}"


class Minutes(models.Model):
    """A procès-verbal: that of a sitting, or, without one, that of the palmarès when it is settled.

    ``content`` is all that it says; ``fingerprint`` the SHA-256 of its canonical JSON, which holds the fingerprint of
    ``previous``: whoever has the last one can tell that none before it was changed, or is missing.
    """

    campaign = models.ForeignKey(Campaign, verbose_name=_("campagne"), on_delete=models.PROTECT, related_name="minutes")
    sitting = models.OneToOneField(
        Sitting, verbose_name=_("séance"), null=True, blank=True, on_delete=models.PROTECT, related_name="minutes"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.RESTRICT, related_name="following")
    content = models.JSONField()
    fingerprint = models.CharField(_("empreinte"), max_length=64)
    account = models.BigIntegerField(null=True, blank=True)
    sealed_at = models.DateTimeField(_("scellé le"), default=timezone.now, editable=False)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("procès-verbal")
        verbose_name_plural = _("procès-verbaux")
        ordering = ("-campaign__year", "number")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "number"), name="minutes_once_per_number"),
            models.CheckConstraint(
                condition=Q(number=1, previous__isnull=True) | Q(number__gt=1, previous__isnull=False),
                name="minutes_follow_each_other",
            ),
        )

    def __str__(self) -> str:
        return f"{self.campaign}-{self.number}"
