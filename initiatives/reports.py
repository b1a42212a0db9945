"""The report of sheets no commune confirmed lately."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column

from collectivities.models import Collectivity
from initiatives.dashboard import NOTHING_TO_CONFIRM, to_confirm_columns
from initiatives.models import InitiativePage
from portal.reports import PortalReportView, ReportViewSet


class ToConfirmFilterSet(WagtailFilterSet):
    region = django_filters.ModelChoiceFilter(
        label=_("Région"), queryset=lambda request: Collectivity.objects.regions()
    )
    never = django_filters.BooleanFilter(label=_("Jamais confirmée"), field_name="confirmed_on", lookup_expr="isnull")

    class Meta:
        model = InitiativePage
        fields = ("region", "never")


class ToConfirmReportView(PortalReportView):
    model = InitiativePage
    filterset_class = ToConfirmFilterSet
    no_results_message = NOTHING_TO_CONFIRM
    list_export = ("title", "collectivity.full_name", "region.name", "get_stage_display", "confirmed_on", "address")
    export_headings = {
        "title": _("Fiche"),
        "collectivity.full_name": _("Commune"),
        "region.name": _("Région"),
        "get_stage_display": _("Étape"),
        "confirmed_on": _("Confirmée le"),
        "address": _("Adresse"),
    }

    @property
    def columns(self) -> list[BaseColumn]:
        return [*to_confirm_columns(), Column("region", label=_("Région"), accessor="region.name")]

    def get_base_queryset(self) -> QuerySet[InitiativePage]:
        sheets: QuerySet[InitiativePage] = InitiativePage.objects.to_confirm()
        return sheets.select_related("collectivity__departement", "region")


class ToConfirmReport(ReportViewSet):
    name = "to_confirm"
    url_prefix = "reports/a-mettre-a-jour"
    icon = "rotate"
    menu_label = _("Fiches à mettre à jour")
    menu_order = 100
    view_class = ToConfirmReportView
