"""What becomes of the hours that somebody offered, when nobody is there any more to keep them."""

from django.utils.translation import gettext as _

from collectivities.models import Membership
from initiatives.hours import offering
from initiatives.models import Hour
from initiatives.models.hour import HourQuerySet
from portal.models import User


def cancel_of_person(user: User) -> None:
    """Of an account that goes: how to join may be her own number, which nobody is given any more."""
    _cancel(Hour.objects.coming().filter(author=user))
    Hour.objects.filter(author=user).update(access="")


def cancel_of_empty_team(collectivity: int) -> None:
    """Of a collectivité, by its key, that nobody works for any more."""
    if not Membership.objects.active().filter(collectivity=collectivity).exists():
        _cancel(Hour.objects.coming().filter(collectivity=collectivity))


def _cancel(hours: HourQuerySet) -> None:
    for hour in hours:
        offering.cancel(hour, None, _("La personne qui la proposait est partie."))
