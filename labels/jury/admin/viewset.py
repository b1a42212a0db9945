"""« Jury » in the admin's menu, for the association and the technical team."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from labels.admin_menu import LABEL_MENU
from labels.jury.admin.assignment import AssignmentView, DossierReadersView, RecusalsView, RulesView
from labels.jury.admin.forms import InviteForm, JurorForm
from labels.jury.admin.members import InviteView, JurorEditView, JurorFilterSet, JurorIndexView
from labels.models import Juror


class JurorViewSet(ModelViewSet):
    model = Juror
    name = "jury_admin"
    url_prefix = "jury"
    icon = "group"
    menu_label = _("Jury")
    menu_order = 30
    menu_hook = LABEL_MENU
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    list_export = ()
    index_view_class = JurorIndexView
    add_view_class = InviteView
    edit_view_class = JurorEditView
    filterset_class = JurorFilterSet
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return JurorForm if for_update else InviteForm

    @property
    def _edit_handler(self) -> None:
        """The forms are given whole: there is no panel to make them from."""

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("liste/", self.index_results_view, name="index_results"),
            path("inviter/", self.add_view, name="add"),
            path("attribution/", AssignmentView.as_view(), name="assignment"),
            path("attribution/<int:dossier_pk>/", DossierReadersView.as_view(), name="readers"),
            path("deports/", RecusalsView.as_view(), name="recusals"),
            path("regles/", RulesView.as_view(), name="rules"),
            path("<int:pk>/", self.edit_view, name="edit"),
        ]
