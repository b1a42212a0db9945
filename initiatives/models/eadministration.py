"""Procedures done online."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from initiatives.edit_form import initiative_panels
from initiatives.enums import SignIn
from initiatives.models.initiative import InitiativePage
from initiatives.panels import RowsPanel


class EAdministrationPage(InitiativePage):
    service_url = models.URLField(
        _("adresse du service"), blank=True, help_text=_("Là où l’habitant commence sa démarche.")
    )
    sign_in = models.CharField(_("identification"), max_length=20, choices=SignIn.choices, default=SignIn.NONE)

    page_description = _("Des démarches qui se font en ligne : lesquelles, et pour quelle part.")
    template = "initiatives/eadministration_page.html"
    content_panels: ClassVar[list[Any]] = initiative_panels(
        [
            MultiFieldPanel([FieldPanel("service_url"), FieldPanel("sign_in")], heading=_("Le service en ligne")),
            RowsPanel("procedures", heading=_("Démarches"), label=_("Démarche")),
        ]
    )

    class Meta:
        verbose_name = _("service d’e-administration")
        verbose_name_plural = _("services d’e-administration")

    @cached_property
    def procedure_list(self) -> list["OnlineProcedure"]:
        """Read once: the page shows them, and its structured data."""
        return list(self.procedures.all())


class OnlineProcedure(Orderable):
    page = ParentalKey(EAdministrationPage, on_delete=models.CASCADE, related_name="procedures")
    name = models.CharField(_("démarche"), max_length=120)
    share_online = models.PositiveSmallIntegerField(
        _("part faite en ligne (%)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    yearly_volume = models.PositiveIntegerField(
        _("demandes par an"), null=True, blank=True, validators=[MaxValueValidator(99_999_999)]
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("share_online"), FieldPanel("yearly_volume")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("démarche en ligne")
        verbose_name_plural = _("démarches en ligne")
        constraints = (
            models.CheckConstraint(
                condition=Q(share_online__isnull=True) | Q(share_online__lte=100),
                name="procedure_share_is_a_percentage",
                violation_error_message=_("La part faite en ligne ne dépasse pas 100 %."),
            ),
        )

    def __str__(self) -> str:
        return self.name
