"""« Dossiers » in the admin's menu « Label », for the association and the technical team."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from labels.admin_menu import LABEL_MENU
from labels.admissibility.admitting_views import AdmitManyView
from labels.admissibility.checklist_views import ChecklistView
from labels.admissibility.columns import EXPORTED
from labels.admissibility.decision_views import DecideView
from labels.admissibility.filters import DossierFilterSet
from labels.admissibility.listing import DossierIndexView
from labels.admissibility.views import ConditionsView, DossierView, SheetView
from labels.models import Dossier
from portal.decisions import DecisionViewSet


class DossierViewSet(DecisionViewSet):
    model = Dossier
    name = "dossiers"
    url_prefix = "label/dossiers"
    icon = "folder-open-inverse"
    menu_label = _("Dossiers")
    menu_order = 20
    menu_hook = LABEL_MENU
    decide_view_class = DossierView
    index_view_class = DossierIndexView
    filterset_class = DossierFilterSet
    list_export = tuple(EXPORTED)
    export_headings = EXPORTED

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/decision/<slug:decision>/", DecideView.as_view(), name="decide"),
            path("<int:pk>/conditions/", ConditionsView.as_view(), name="conditions"),
            path("<int:pk>/depots/<int:deposit>/fiches/<int:key>/", SheetView.as_view(), name="sheet"),
            path("recevables/", AdmitManyView.as_view(), name="admit_many"),
            path("verifications/", ChecklistView.as_view(), name="checklist"),
        ]
