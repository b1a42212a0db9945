"""The tab of the figures."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from collectivities.models import Collectivity, Membership
from collectivities.space.addresses import address_in_space
from collectivities.space.tabs import Tab


def statistics_address(collectivity: Collectivity) -> str:
    return address_in_space("space_statistics", collectivity)


def statistics_tab(request: HttpRequest, membership: Membership) -> Tab:
    return Tab("statistics", _("Statistiques"), statistics_address(membership.collectivity))
