"""What somebody sent and the association decides on, in the admin: a list that nobody adds to, and a page for each."""

from typing import Any, ClassVar

from django.db.models import Model
from django.urls import path
from django.views import View
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet


class DecisionIndexView(IndexView):
    default_ordering = None

    def get_add_url(self) -> None:
        """Nobody writes one for another."""

    def get_list_buttons(self, instance: Model) -> list[Any]:
        """The name leads to the decision, where everything is done."""
        return []


class OwnFormsViewSet(ModelViewSet):
    """A list whose screens have forms of their own: none is made of the model."""

    add_to_admin_menu = True
    add_to_reference_index = False
    list_per_page = 50
    list_export: ClassVar[tuple[str, ...]] = ()
    search_backend_name = None

    @property
    def _edit_handler(self) -> None:
        """There is no panel to make a form from."""


class DecisionViewSet(OwnFormsViewSet):
    """A list, and ``decide_view_class`` for one of it."""

    decide_view_class: ClassVar[type[View]]

    def get_form_class(self, for_update: bool = False) -> None:
        return None

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("liste/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.decide_view_class.as_view(), name="edit"),
        ]
