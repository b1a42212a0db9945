"""« Membres » in the admin's menu, for the association and the technical team."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from collectivities.members.forms import InviteForm, MembershipForm
from collectivities.members.listing import MemberIndexView, MembershipFilterSet
from collectivities.members.views import InviteView, MemberEditView, RevokeView, SendInvitationView, ToggleAccountView
from collectivities.models import Membership


class MemberViewSet(ModelViewSet):
    model = Membership
    name = "members"
    url_prefix = "membres"
    icon = "group"
    menu_label = _("Membres")
    menu_order = 210
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    list_export = ()
    index_view_class = MemberIndexView
    add_view_class = InviteView
    edit_view_class = MemberEditView
    delete_view_class = RevokeView
    filterset_class = MembershipFilterSet
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return MembershipForm if for_update else InviteForm

    @property
    def _edit_handler(self) -> None:
        """The forms are given whole: there is no panel to make them from."""

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("envoyer/<int:pk>/", SendInvitationView.as_view(), name="send"),
            path("compte/<int:pk>/", ToggleAccountView.as_view(), name="toggle"),
        ]
