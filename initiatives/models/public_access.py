"""Places where people connect: address, opening hours, equipment."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from initiatives.edit_form import initiative_panels
from initiatives.enums import Equipment, Weekday
from initiatives.models.initiative import InitiativePage
from initiatives.panels import OpeningHoursPanel
from initiatives.widgets import HourInput


class PlaceEquipment(models.Model):
    """What a place offers: one row per ``Equipment``, so that a form can tick several."""

    code = models.CharField(_("code"), max_length=30, choices=Equipment.choices, unique=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta:
        verbose_name = _("équipement")
        verbose_name_plural = _("équipements")
        ordering = ("order",)

    def __str__(self) -> str:
        return str(Equipment(self.code).label)


class PublicAccessPage(InitiativePage):
    place_name = models.CharField(_("nom du lieu"), max_length=120, blank=True)
    address = models.CharField(
        _("adresse"), max_length=250, blank=True, help_text=_("Numéro et rue ; la commune est ajoutée.")
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Facultatif : « 48,1173 ». Elle se lit sur une carte en ligne."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Avec la latitude, ou aucune des deux : « -1,6778 »."),
    )
    workstations = models.PositiveSmallIntegerField(
        _("nombre de postes"), null=True, blank=True, validators=[MaxValueValidator(1_000)]
    )
    equipment = ParentalManyToManyField(PlaceEquipment, verbose_name=_("équipement"), related_name="+", blank=True)
    support = models.CharField(_("accompagnement"), max_length=250, blank=True, help_text=_("Qui aide, et quand."))
    free_of_charge = models.BooleanField(_("accès gratuit"), default=True)
    closed_on_holidays = models.BooleanField(_("fermé les jours fériés"), default=True)

    page_description = _("Un endroit où l’on vient se connecter : adresse, horaires, postes, aide sur place.")
    served_with: ClassVar[tuple[str, ...]] = (*InitiativePage.served_with, "collectivity__region")

    template = "initiatives/public_access_page.html"
    content_panels: ClassVar[list[Any]] = initiative_panels(
        [
            MultiFieldPanel(
                [
                    FieldPanel("place_name"),
                    FieldPanel("address"),
                    FieldPanel("workstations"),
                    FieldPanel("equipment", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("support"),
                    FieldPanel("free_of_charge"),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                ],
                heading=_("Le lieu"),
            ),
            OpeningHoursPanel(
                "opening_periods",
                heading=_("Horaires d’ouverture"),
                label=_("Créneau"),
                help_text=_("Un créneau par demi-journée. Au-delà de minuit, ajoutez-en un le lendemain dès 00:00."),
            ),
            FieldPanel("closed_on_holidays"),
        ]
    )

    class Meta:
        verbose_name = _("lieu d’accès public")
        verbose_name_plural = _("lieux d’accès public")
        constraints = (
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # A comparison with nothing is neither true nor false, and a constraint lets that pass.
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_position_whole_and_on_earth",
                violation_error_message=_("Donnez la latitude et la longitude, en degrés, ou aucune des deux."),
            ),
        )

    @cached_property
    def equipment_list(self) -> list[PlaceEquipment]:
        """Read once: the page shows it, and its structured data."""
        return list(self.equipment.all())

    @cached_property
    def opening_list(self) -> list["OpeningPeriod"]:
        """Read once: the page shows them, and its structured data."""
        return list(self.opening_periods.all())


class OpeningPeriod(Orderable):
    """One span of a weekday; a day with a lunch break has two."""

    page = ParentalKey(PublicAccessPage, on_delete=models.CASCADE, related_name="opening_periods")
    weekday = models.PositiveSmallIntegerField(_("jour"), choices=Weekday.choices)
    opens = models.TimeField(_("ouvre à"))
    closes = models.TimeField(_("ferme à"))

    panels: ClassVar[list[Any]] = [
        FieldRowPanel(
            [FieldPanel("weekday"), FieldPanel("opens", widget=HourInput), FieldPanel("closes", widget=HourInput)]
        )
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("créneau d’ouverture")
        verbose_name_plural = _("créneaux d’ouverture")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="opening_period_closes_after_it_opens",
                violation_error_message=_("L’heure de fermeture vient après l’heure d’ouverture."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
