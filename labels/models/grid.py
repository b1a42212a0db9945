"""What the jurors mark: the same criteria for each section of every questionnaire."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from labels.models.campaign import Campaign

HIGHEST_NOTE = 5


class Criterion(Orderable):
    """``code`` names it from one year to the next; notes go from 0 to 5."""

    campaign = ParentalKey(Campaign, on_delete=models.CASCADE, related_name="criteria")
    code = models.SlugField(_("repère"), max_length=40, help_text=_("Le même d’une année à l’autre."))
    name = models.CharField(_("critère"), max_length=100)
    help = models.CharField(_("ce qu’il regarde"), max_length=300, blank=True)
    reason = models.CharField(
        _("dit aux habitants"),
        max_length=150,
        blank=True,
        help_text=_("« … parce que ses services accueillent celles et ceux qui ont du mal »."),
    )
    weight = models.PositiveSmallIntegerField(
        _("coefficient"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )

    class Meta(Orderable.Meta):
        verbose_name = _("critère")
        verbose_name_plural = _("grille d’évaluation")
        constraints = (models.UniqueConstraint(fields=("campaign", "code"), name="criterion_once_per_campaign"),)

    def __str__(self) -> str:
        return self.name
