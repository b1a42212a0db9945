"""« Jury » in the admin's menu, for the association and the technical team."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from labels.admin_menu import LABEL_MENU
from labels.jury.admin.assignment import AssignmentView, DossierReadersView, RecusalsView, RulesView
from labels.jury.admin.forms import InviteForm
from labels.jury.admin.members import InviteView, JurorFilterSet, JurorIndexView, JurorView
from labels.models import Juror
from portal.decisions import OwnFormsViewSet


class JurorViewSet(OwnFormsViewSet):
    model = Juror
    name = "jury_admin"
    url_prefix = "jury"
    icon = "group"
    menu_label = _("Jury")
    menu_order = 30
    menu_hook = LABEL_MENU
    copy_view_enabled = False
    index_view_class = JurorIndexView
    add_view_class = InviteView
    filterset_class = JurorFilterSet

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return InviteForm

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("liste/", self.index_results_view, name="index_results"),
            path("inviter/", self.add_view, name="add"),
            path("attribution/", AssignmentView.as_view(), name="assignment"),
            path("attribution/<int:dossier_pk>/", DossierReadersView.as_view(), name="readers"),
            path("deports/", RecusalsView.as_view(), name="recusals"),
            path("regles/", RulesView.as_view(), name="rules"),
            path("<int:pk>/", JurorView.as_view(), name="edit"),
        ]
