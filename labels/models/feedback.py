"""What candidates think of the process, once they know its outcome."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labels.enums import Grade, WouldAgain
from labels.models.dossier import Dossier

LONGEST_WORDS = 2_000
GRADES = ("clarity", "time", "opinion", "fairness")


def _in_range() -> Q:
    condition = Q()
    for name in GRADES:
        condition &= Q(**{f"{name}__in": Grade.values})
    return condition


class ProcessFeedback(models.Model):
    """One per dossier, of its collectivité and of nobody: who wrote it is not kept. Who reads it reads no name."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="feedback")
    clarity = models.PositiveSmallIntegerField(_("Le questionnaire était clair"), choices=Grade.choices)
    time = models.PositiveSmallIntegerField(_("Le temps passé valait la peine"), choices=Grade.choices)
    opinion = models.PositiveSmallIntegerField(_("L’avis du jury nous est utile"), choices=Grade.choices)
    fairness = models.PositiveSmallIntegerField(_("La décision nous paraît juste"), choices=Grade.choices)
    again = models.CharField(_("Seriez-vous candidats de nouveau ?"), max_length=10, choices=WouldAgain.choices)
    words = models.TextField(_("Ce qui serait à changer"), max_length=LONGEST_WORDS, blank=True)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now, editable=False)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("avis d’un candidat sur la candidature")
        verbose_name_plural = _("avis des candidats sur la candidature")
        constraints = (models.CheckConstraint(condition=_in_range(), name="feedback_grades_known"),)

    def __str__(self) -> str:
        return f"{self.pk}"
