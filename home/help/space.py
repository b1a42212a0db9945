"""The tab of the answers."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from collectivities.models import Membership
from collectivities.space.addresses import address_in_space
from collectivities.space.tabs import Tab


def help_tab(request: HttpRequest, membership: Membership) -> Tab:
    return Tab("help", _("Aide"), address_in_space("space_help", membership.collectivity), order=90)
