"""« Inscriptions » in the admin's menu, for the association and the technical team."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from collectivities.models import Registration
from collectivities.registrations.admin_views import DecideView
from collectivities.registrations.listing import RegistrationFilterSet, RegistrationIndexView


class RegistrationViewSet(ModelViewSet):
    """Nobody writes a request for another: there is a list, and a decision."""

    model = Registration
    name = "registrations"
    url_prefix = "inscriptions"
    icon = "user"
    menu_label = _("Inscriptions")
    menu_order = 95
    add_to_admin_menu = True
    add_to_reference_index = False
    list_per_page = 50
    list_export = ()
    index_view_class = RegistrationIndexView
    filterset_class = RegistrationFilterSet
    search_backend_name = None

    @property
    def _edit_handler(self) -> None:
        """No form of the model is made."""

    def get_form_class(self, for_update: bool = False) -> None:
        return None

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("liste/", self.index_results_view, name="index_results"),
            path("<int:pk>/", DecideView.as_view(), name="edit"),
        ]
