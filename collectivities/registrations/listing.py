"""The association's list of requests, those that wait first; and its panel on the dashboard."""

import django_filters
from django.db.models import Case, F, Q, QuerySet, When
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from collectivities.enums import RegistrationState
from collectivities.models import Collectivity, Registration
from collectivities.names import sort_key
from portal.dashboard import SHOWN, WaitingPanel
from portal.decisions import DecisionIndexView

NOTHING_WAITS = _("Aucune demande n’attend.")
STATES = [(str(state), state.label) for state in RegistrationState if state != RegistrationState.UNCONFIRMED]
"""What is not confirmed is nobody's to see: the address may not be the person's."""


class RegistrationFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("État"), choices=STATES)
    region = django_filters.ModelChoiceFilter(
        label=_("Région"),
        field_name="collectivity__region",
        queryset=lambda request: Collectivity.objects.regions(),
    )

    class Meta:
        model = Registration
        fields = ("state", "region")


def columns() -> list[BaseColumn]:
    """Those of the list and of the panel."""
    return [
        TitleColumn("person", label=_("Personne"), accessor="full_name", get_url=decide_url),
        Column("collectivity", label=_("Collectivité"), accessor="collectivity.full_name"),
        Column("function", label=_("Fonction"), accessor="function"),
        Column("email", label=_("Adresse"), accessor="email"),
        Column("age", label=_("Depuis"), accessor=lambda row: timesince(row.confirmed_at, depth=1)),
    ]


def decide_url(registration: Registration) -> str:
    return reverse("registrations:edit", args=[registration.pk])


def confirmed() -> QuerySet[Registration]:
    rows: QuerySet[Registration] = Registration.objects.exclude(state=RegistrationState.UNCONFIRMED)
    return rows.select_related("collectivity__departement")


class RegistrationIndexView(DecisionIndexView):
    page_title = _("Inscriptions")
    is_searchable = True
    no_results_message = NOTHING_WAITS

    @property
    def columns(self) -> list[BaseColumn]:
        return [*columns(), Column("state", label=_("État"), accessor="get_state_display")]

    def get_base_queryset(self) -> QuerySet[Registration]:
        """What waits first, the oldest before the others; then the rest, the latest before the others."""
        since = Case(When(state=RegistrationState.WAITING, then="confirmed_at"))
        return confirmed().annotate(since=since).order_by(F("since").asc(nulls_last=True), "-confirmed_at", "pk")

    def search_queryset(self, queryset: QuerySet[Registration]) -> QuerySet[Registration]:
        for word in self.search_query.split() if self.is_searching else ():
            queryset = queryset.filter(
                Q(email__icontains=word)
                | Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(collectivity__sort_name__contains=sort_key(word))
                | Q(collectivity__code=word)
            )
        return queryset


class RegistrationsPanel(WaitingPanel):
    name = "registrations"
    heading = _("Inscriptions à valider")
    help_text = _("La plus ancienne d’abord. Ouvrez-la pour voir ce qu’on sait, puis décider.")
    nothing = NOTHING_WAITS
    order = 5

    @property
    def total(self) -> int:
        return Registration.objects.waiting().count()

    @property
    def rows(self) -> list[Registration]:
        return list(Registration.objects.waiting().select_related("collectivity__departement")[:SHOWN])

    @property
    def columns(self) -> list[BaseColumn]:
        return columns()

    @property
    def all_url(self) -> str:
        return reverse("registrations:index")
