"""Initiatives with schools and adults in training."""

from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from initiatives.edit_form import initiative_panels
from initiatives.enums import EducationLevel
from initiatives.models.initiative import InitiativePage
from initiatives.panels import RowsPanel


class EducationPage(InitiativePage):
    partners = models.CharField(_("partenaires"), max_length=250, blank=True)

    page_description = _("Avec une école ou des adultes en formation : établissements, niveaux, partenaires.")
    template = "initiatives/education_page.html"
    content_panels: ClassVar[list[Any]] = initiative_panels(
        [
            RowsPanel("establishments", heading=_("Établissements"), label=_("Établissement")),
            FieldPanel("partners"),
        ]
    )

    class Meta:
        verbose_name = _("initiative d’éducation et de formation")
        verbose_name_plural = _("initiatives d’éducation et de formation")

    @cached_property
    def establishment_list(self) -> list["Establishment"]:
        """Read once: the page shows them, and its structured data."""
        return list(self.establishments.all())


class Establishment(Orderable):
    page = ParentalKey(EducationPage, on_delete=models.CASCADE, related_name="establishments")
    name = models.CharField(_("établissement"), max_length=150)
    level = models.CharField(_("niveau"), max_length=20, choices=EducationLevel.choices)

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("name"), FieldPanel("level")])]

    class Meta(Orderable.Meta):
        verbose_name = _("établissement")
        verbose_name_plural = _("établissements")

    def __str__(self) -> str:
        return self.name
