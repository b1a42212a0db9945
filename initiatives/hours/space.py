"""What hours bring to the space of a collectivité."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from collectivities.models import Membership
from collectivities.space.tabs import Tab
from collectivities.space.todo import Action, Todo
from initiatives.hours.addresses import hour_address, hours_address
from initiatives.hours.reading import hours_soon
from initiatives.hours.wording import near_moment, with_whom

MOST = 3


def hour_todos(request: HttpRequest, membership: Membership) -> Iterator[Todo]:
    """The hours of the next two days, for both parties."""
    of = membership.collectivity
    for hour in hours_soon(of)[:MOST]:
        names = {"name": with_whom(hour, of), "when": near_moment(hour.starts_at)}
        title = _("Une heure avec %(name)s, %(when)s") % names
        action = Action(_("Se joindre"), hour_address(hour, of))
        yield Todo(5, "clock", title, _("Sur « %(title)s ».") % {"title": hour.subject}, 60, action)


def hours_tab(request: HttpRequest, membership: Membership) -> Tab:
    return Tab("hours", _("Heures"), hours_address(membership.collectivity))
