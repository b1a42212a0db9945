"""The form of a sheet: what is needed first, the rest folded."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel, TitleFieldPanel

from initiatives.panels import CompletenessPanel, OwnDocumentsPanel

ESSENTIALS: list[Any] = [
    CompletenessPanel(heading=_("Où en est la fiche")),
    TitleFieldPanel(
        "title",
        placeholder=_("Titre de la fiche*"),
        help_text=_("Ce que c’est, en peu de mots : « Le bus des écrans »."),
    ),
    FieldPanel("summary"),
    FieldPanel("themes", widget=forms.CheckboxSelectMultiple, help_text=_("Un ou deux suffisent.")),
    FieldPanel("stage"),
    FieldPanel("body"),
    MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Photo")),
]
DETAILS: list[Any] = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("cost_first_year"), FieldPanel("cost_yearly")]),
            FieldPanel("cost_detail"),
            FieldPanel("staff_time"),
            FieldPanel("setup_months"),
        ],
        heading=_("Coût et moyens humains"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("results"),
            FieldPanel("difficulties"),
            FieldPanel("success_conditions"),
            FieldPanel("transposable"),
        ],
        heading=_("Résultats, difficultés, conditions de réussite"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [FieldPanel("audiences", widget=forms.CheckboxSelectMultiple), FieldPanel("keywords")],
        heading=_("Publics et mots-clés"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
            FieldPanel("website"),
            FieldPanel("contact_role"),
            PageChooserPanel("inspired_by", "initiatives.InitiativePage"),
        ],
        heading=_("Dates, contact, origine"),
        classname="collapsed",
    ),
    OwnDocumentsPanel(
        "documents",
        heading=_("Documents à reprendre"),
        label=_("Document"),
        help_text=_("Plan, convention, affiche : ce qui fait gagner du temps à une autre commune."),
        classname="collapsed",
    ),
]


def initiative_panels(type_panels: Iterable[Any] = ()) -> list[Any]:
    """The panels of a type: what a specialised one adds comes after the essentials."""
    return [*ESSENTIALS, *type_panels, *DETAILS]
