"""What the association gives those it labels: the size of the sign, and texts to take over."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from labels.proof.gaps import GAPS, unknown_gaps


@register_setting(icon="tag")
class LabelKit(BaseGenericSetting, ClusterableModel):
    """One row for the portal. Sizes are in millimetres, those of the finished sign."""

    sign_width = models.PositiveSmallIntegerField(
        _("largeur du panneau (mm)"), default=800, validators=[MinValueValidator(300), MaxValueValidator(2_000)]
    )
    sign_height = models.PositiveSmallIntegerField(
        _("hauteur du panneau (mm)"), default=250, validators=[MinValueValidator(100), MaxValueValidator(1_000)]
    )
    sign_bleed = models.PositiveSmallIntegerField(_("fond perdu (mm)"), default=5, validators=[MaxValueValidator(20)])
    sign_colors = models.CharField(
        _("couleurs d’impression"),
        max_length=300,
        default="Jaune : CMJN 0 20 90 0, sRVB #FFCB2E. Encre : CMJN 90 60 55 65, sRVB #0C2B30.",
        help_text=_("Écrites hors du format fini, pour l’imprimeur."),
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("sign_width"),
                FieldPanel("sign_height"),
                FieldPanel("sign_bleed"),
                FieldPanel("sign_colors"),
            ],
            heading=_("Panneau d’entrée de ville"),
        ),
        InlinePanel("texts", heading=_("Textes à reprendre"), label=_("Texte")),
    ]

    class Meta:
        verbose_name = _("kit du label")
        verbose_name_plural = _("kits du label")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sign_width__gte=2 * models.F("sign_height")),
                name="label_sign_wide_enough",
                violation_error_message=_("Le panneau est au moins deux fois plus large que haut."),
            ),
        )


class KitText(Orderable):
    """A text that communes take over; what stands between braces is filled in for each."""

    kit = ParentalKey(LabelKit, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("titre"), max_length=100)
    help = models.CharField(_("à quoi il sert"), max_length=250, blank=True)
    text = models.TextField(
        _("texte"),
        max_length=5_000,
        help_text=format_lazy(_("Se remplissent seuls : {gaps}."), gaps=", ".join(f"{{{gap}}}" for gap in GAPS)),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("texte du kit")
        verbose_name_plural = _("textes du kit")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A gap that nothing fills would be printed as it is."""
        super().clean()
        if unknown := unknown_gaps(self.text):
            message = _("Rien ne remplit %(gaps)s : choisissez parmi ceux qui sont dits sous le texte.")
            raise ValidationError({"text": message % {"gaps": ", ".join(f"{{{gap}}}" for gap in unknown)}})
