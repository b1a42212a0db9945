"""Whether somebody may read a dossier, as a pure function: assignment, lists and every later screen ask it."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from labels.jury.enums import InterestKind, InterestState, Reach

if TYPE_CHECKING:
    from collectivities.models import Collectivity
    from labels.models import Dossier, Interest, Juror

EARTH_KM = 6_371


@dataclass(frozen=True, slots=True)
class Reason:
    """``told`` is what the reader herself is told, ``said`` what the association reads."""

    interest: "Interest"
    told: str
    said: str


def conflict(juror: "Juror", dossier: "Dossier") -> Reason | None:
    """What keeps a dossier from somebody, the first link that does; nothing when she may read it.

    ``juror`` was read ``with_interests``, ``dossier`` with its collectivité.
    """
    around = juror.campaign.jury_rules.around_km
    for interest in juror.counting_interests:
        if concerns(interest, dossier.collectivity, around):
            return _reason(interest)
    return None


def concerns(interest: "Interest", collectivity: "Collectivity", around_km: int) -> bool:
    """Whether a link stands for a collectivité."""
    place = interest.collectivity
    if place is None:
        return False
    if interest.reach == Reach.AROUND:
        return collectivity.is_commune and _are_near(place, collectivity, around_km)
    if place.pk == collectivity.pk:
        return True
    return interest.reach == Reach.MEMBERS and collectivity.intercommunality_id == place.pk


def _are_near(place: "Collectivity", other: "Collectivity", km: int) -> bool:
    if place.latitude is None or place.longitude is None or other.latitude is None or other.longitude is None:
        return False
    return distance(place.latitude, place.longitude, other.latitude, other.longitude) <= km


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """In kilometres, as the crow flies."""
    south, north = radians(latitude), radians(other_latitude)
    east = radians(other_longitude - longitude)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def _reason(interest: "Interest") -> Reason:
    kind = InterestKind(interest.kind)
    values = {"kind": str(kind.label), "place": interest.place}
    if not kind.is_seen:
        told = _("Parce que vous avez déclaré un lien avec %(place)s : « %(kind)s ».") % values
        return Reason(interest, told, _("Lien déclaré avec %(place)s : « %(kind)s ».") % values)
    if interest.state == InterestState.PROPOSED:
        told = _("Parce que le portail voit un lien auquel vous n’avez pas encore répondu : %(place)s.") % values
        said = _("Lien vu par le portail, sans réponse encore : %(place)s, « %(kind)s ».") % values
        return Reason(interest, told, said)
    told = _("Parce que vous avez un lien avec %(place)s : « %(kind)s ».") % values
    return Reason(interest, told, _("Lien vu par le portail avec %(place)s : « %(kind)s ».") % values)
