"""By what the list of dossiers is narrowed."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from collectivities.names import sort_key
from labels.admissibility.campaigns import asked_campaign, campaigns
from labels.admissibility.dossiers import told_as
from labels.enums import DossierState
from labels.models import Dossier, Questionnaire
from portal.once import once_in_request

STATES = [(str(state), state.label) for state in DossierState if state not in DossierState.decided()]
"""What the jury decided is not told here; once the palmarès is public, dossiers are « Publié »."""


def classes(request: HttpRequest) -> QuerySet[Questionnaire]:
    rows: QuerySet[Questionnaire] = Questionnaire.objects.filter(campaign=asked_campaign(request))
    return rows.select_related("campaign")


@once_in_request
def territories(request: HttpRequest) -> list[dict[str, Any]]:
    """The région and the département of each who has a dossier in the campaign: the filters offer no other."""
    candidates = Dossier.objects.filter(campaign=asked_campaign(request)).order_by("collectivity__departement__code")
    found = candidates.values("collectivity__region", "collectivity__departement", *NAMES.values()).distinct()
    return list(found)


NAMES = {
    "region": "collectivity__region__name",
    "departement": "collectivity__departement__name",
}
"""By filter, where the name of its territory is read."""


def choices(request: HttpRequest, kind: str) -> list[tuple[str, str]]:
    """Each once: the régions by name, the départements by code."""
    rows = territories(request)
    found = {str(row[f"collectivity__{kind}"]): row[NAMES[kind]] for row in rows if row[f"collectivity__{kind}"]}
    return sorted(found.items(), key=lambda one: sort_key(one[1])) if kind == "region" else list(found.items())


class DossierFilterSet(WagtailFilterSet):
    # Named as ``YEAR`` says: the view itself chooses the campaign by it.
    annee = django_filters.ChoiceFilter(label=_("Édition"), choices=(), method="keep", empty_label=_("En cours"))
    state = django_filters.ChoiceFilter(label=_("État"), choices=STATES, method="filter_state")
    questionnaire = django_filters.ModelChoiceFilter(label=_("Classe"), queryset=classes)
    region = django_filters.ChoiceFilter(label=_("Région"), field_name="collectivity__region", choices=())
    departement = django_filters.ChoiceFilter(
        label=_("Département"), field_name="collectivity__departement", choices=()
    )
    is_first = django_filters.BooleanFilter(label=_("Première candidature"), field_name="is_first")

    class Meta:
        model = Dossier
        fields = ("annee", "state", "questionnaire", "region", "departement", "is_first")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(str(campaign.year), str(campaign.year)) for campaign in campaigns(self.request)]
        self.filters["annee"].extra["choices"] = years
        for kind in NAMES:
            self.filters[kind].extra["choices"] = choices(self.request, kind)

    def keep(self, dossiers: QuerySet[Dossier], name: str, year: str) -> QuerySet[Dossier]:
        return dossiers

    def filter_state(self, dossiers: QuerySet[Dossier], name: str, state: str) -> QuerySet[Dossier]:
        return dossiers.filter(state__in=told_as(DossierState(state), asked_campaign(self.request)))
