"""By what the list of dossiers is narrowed."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from collectivities.models import Collectivity
from labels.admissibility.campaigns import asked_campaign
from labels.admissibility.dossiers import told_as
from labels.enums import DossierState
from labels.models import Campaign, Dossier, Questionnaire

STATES = [(str(state), state.label) for state in DossierState if state not in DossierState.decided()]
"""What the jury decided is not told here; once the palmarès is public, dossiers are « Publié »."""


def classes(request: HttpRequest) -> QuerySet[Questionnaire]:
    rows: QuerySet[Questionnaire] = Questionnaire.objects.filter(campaign=asked_campaign(request))
    return rows.select_related("campaign")


def territories(request: HttpRequest, kind: str) -> QuerySet[Collectivity]:
    """The régions or the départements of those who have a dossier in the campaign: the filter offers no other."""
    candidates = Dossier.objects.filter(campaign=asked_campaign(request)).order_by()
    found: QuerySet[Collectivity] = Collectivity.objects.filter(pk__in=candidates.values(f"collectivity__{kind}"))
    return found.order_by("sort_name")


class DossierFilterSet(WagtailFilterSet):
    # Named as ``YEAR`` says: the view itself chooses the campaign by it.
    annee = django_filters.ModelChoiceFilter(
        label=_("Édition"),
        queryset=lambda request: Campaign.objects.opened().order_by("-year"),
        to_field_name="year",
        method="keep",
        empty_label=_("En cours"),
    )
    state = django_filters.ChoiceFilter(label=_("État"), choices=STATES, method="filter_state")
    questionnaire = django_filters.ModelChoiceFilter(label=_("Classe"), queryset=classes)
    region = django_filters.ModelChoiceFilter(
        label=_("Région"),
        field_name="collectivity__region",
        queryset=lambda request: territories(request, "region"),
    )
    departement = django_filters.ModelChoiceFilter(
        label=_("Département"),
        field_name="collectivity__departement",
        queryset=lambda request: territories(request, "departement"),
    )
    is_first = django_filters.BooleanFilter(label=_("Première candidature"), field_name="is_first")

    class Meta:
        model = Dossier
        fields = ("annee", "state", "questionnaire", "region", "departement", "is_first")

    def keep(self, dossiers: QuerySet[Dossier], name: str, campaign: Campaign) -> QuerySet[Dossier]:
        return dossiers

    def filter_state(self, dossiers: QuerySet[Dossier], name: str, state: str) -> QuerySet[Dossier]:
        return dossiers.filter(state__in=told_as(DossierState(state), asked_campaign(self.request)))
