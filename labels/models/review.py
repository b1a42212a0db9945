"""What a reader says of a dossier: notes by section and criterion, opinions, the level she proposes."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labels.jury.enums import Confidence
from labels.models.assignment import Assignment
from labels.models.campaign import Level
from labels.models.grid import HIGHEST_NOTE, Criterion
from labels.models.questionnaire import Section

LONGEST_OPINION = 3_000
LONGEST_SECTION_OPINION = 1_200


class ReviewQuerySet(models.QuerySet["Review"]):
    def deposited(self) -> Self:
        """Those that count. One whose reader stepped aside since counts no more."""
        return self.filter(deposited_at__isnull=False, assignment__recused_at__isnull=True)


class Review(models.Model):
    """One per assignment. ``mark`` is out of 100, ``grid`` what it was made with: both are written at the deposit, so
    that nothing changes them later. ``seen_others_at`` is when the notes of the other readers were opened: until then
    the reader may take her review back. ``notes`` are hers alone.
    """

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="review")
    opinion = models.TextField(_("avis d’ensemble"), max_length=LONGEST_OPINION, blank=True)
    level = models.ForeignKey(
        Level, verbose_name=_("niveau proposé"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    notes = models.TextField(_("notes personnelles"), max_length=LONGEST_OPINION, blank=True)
    grid = models.JSONField(null=True, blank=True, editable=False)
    mark = models.DecimalField(_("note"), max_digits=5, decimal_places=2, null=True, blank=True, editable=False)
    deposited_at = models.DateTimeField(_("déposée le"), null=True, blank=True, editable=False)
    seen_others_at = models.DateTimeField(_("autres lectures ouvertes le"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("modifiée le"), default=timezone.now, editable=False)

    objects: ClassVar[Any] = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("lecture")
        verbose_name_plural = _("lectures")
        constraints = (
            models.CheckConstraint(
                condition=Q(deposited_at__isnull=True, mark__isnull=True, grid__isnull=True)
                | Q(deposited_at__isnull=False, grid__isnull=False) & ~Q(opinion=""),
                name="review_deposited_whole",
            ),
            models.CheckConstraint(
                condition=Q(seen_others_at__isnull=True) | Q(deposited_at__isnull=False),
                name="review_others_seen_after_deposit",
            ),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(mark__gte=0, mark__lte=100), name="review_mark_of_100"
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment}"


class SectionOpinion(models.Model):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="opinions")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("avis"), max_length=LONGEST_SECTION_OPINION)

    class Meta:
        verbose_name = _("avis sur une rubrique")
        verbose_name_plural = _("avis sur des rubriques")
        constraints = (models.UniqueConstraint(fields=("review", "section"), name="opinion_once_per_section"),)

    def __str__(self) -> str:
        return self.text


class Score(models.Model):
    """``note`` from 0 to 5, unless the reader abstains or has not come to it. How sure she is does not count."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    note = models.PositiveSmallIntegerField(
        _("note"), null=True, blank=True, validators=[MaxValueValidator(HIGHEST_NOTE)]
    )
    abstains = models.BooleanField(_("s’abstient"), default=False)
    confidence = models.PositiveSmallIntegerField(_("sûreté"), choices=Confidence.choices, null=True, blank=True)

    class Meta:
        verbose_name = _("note d’un critère")
        verbose_name_plural = _("notes des critères")
        constraints = (
            models.UniqueConstraint(fields=("review", "section", "criterion"), name="score_once_per_criterion"),
            models.CheckConstraint(condition=Q(note__isnull=True) | Q(note__lte=HIGHEST_NOTE), name="score_note_of_5"),
            models.CheckConstraint(condition=Q(note__isnull=True) | Q(abstains=False), name="score_note_or_abstention"),
        )

    def __str__(self) -> str:
        return "–" if self.note is None else str(self.note)

    @property
    def is_given(self) -> bool:
        """Whether the reader has said what she thinks, or that she does not."""
        return self.abstains or self.note is not None
