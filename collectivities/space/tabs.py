"""The parts of the space, as tabs."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from collectivities.models import Membership
from collectivities.space.addresses import space_address, team_address

HOOK = "register_space_tabs"


@dataclass(frozen=True, slots=True)
class Tab:
    """``name`` is what a view says it shows; ``waiting`` how many things wait for an answer there; ``order`` its place,
    the smallest first.
    """

    name: str
    label: str | Promise
    url: str
    waiting: int = 0
    order: int = 50


def tabs(request: HttpRequest, membership: Membership) -> list[Tab]:
    """What is to do first, the team after what other apps bring; an app gives nothing where it has no part."""
    own = (
        Tab("todo", _("À faire"), space_address(membership.collectivity), order=0),
        Tab("team", _("Équipe"), team_address(membership.collectivity), order=80),
    )
    others = (read(request, membership) for read in hooks.get_hooks(HOOK))
    return sorted([*own, *filter(None, others)], key=lambda tab: tab.order)
