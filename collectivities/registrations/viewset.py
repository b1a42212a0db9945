"""« Inscriptions » in the admin's menu, for the association and the technical team."""

from django.utils.translation import gettext_lazy as _

from collectivities.models import Registration
from collectivities.registrations.admin_views import DecideView
from collectivities.registrations.listing import RegistrationFilterSet, RegistrationIndexView
from portal.decisions import DecisionViewSet


class RegistrationViewSet(DecisionViewSet):
    model = Registration
    name = "registrations"
    url_prefix = "inscriptions"
    icon = "user"
    menu_label = _("Inscriptions")
    menu_order = 95
    decide_view_class = DecideView
    index_view_class = RegistrationIndexView
    filterset_class = RegistrationFilterSet
