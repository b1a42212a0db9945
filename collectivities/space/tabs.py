"""The parts of the space, as tabs."""

from collections.abc import Iterator
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
    """``name`` is what a view says it shows; ``waiting`` how many things wait for an answer there."""

    name: str
    label: str | Promise
    url: str
    waiting: int = 0


def tabs(request: HttpRequest, membership: Membership) -> Iterator[Tab]:
    """What is to do first, the team last."""
    yield Tab("todo", _("À faire"), space_address(membership.collectivity))
    for read in hooks.get_hooks(HOOK):
        yield read(request, membership)
    yield Tab("team", _("Équipe"), team_address(membership.collectivity))
