"""What the readings of a dossier are called in the room: letters, in the order in which they were assigned.

Who leads reads the names; the others do not, except that each knows her own.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from labels.deliberation.room import Seat
from labels.models import Campaign, Juror, Review

UNKNOWN = "–"


class Naming:
    """How a seat reads the readers of dossiers."""

    def __init__(self, seat: Seat, pairs: Iterable[tuple[int, int]], names: dict[int, str]) -> None:
        """``pairs`` are dossiers and their readers, in the order of the readings."""
        self._own = seat.juror.pk if seat.juror else None
        self._names, self._letters = names, dict[tuple[int, int], str]()
        counts: dict[int, int] = defaultdict(int)
        for dossier, juror in pairs:
            self._letters[dossier, juror] = chr(ord("A") + counts[dossier])
            counts[dossier] += 1

    def short(self, dossier: int, juror: int) -> str:
        """The name, or the letter alone."""
        return self._names.get(juror) or self._letter(dossier, juror)

    def long(self, dossier: int, juror: int) -> str:
        if juror in self._names:
            return self._names[juror]
        said = _("Lecture %(letter)s") % {"letter": self._letter(dossier, juror)}
        return _("%(reading)s (la vôtre)") % {"reading": said} if juror == self._own else said

    def _letter(self, dossier: int, juror: int) -> str:
        """Who deposits while a page is read is among the marks, and not yet among the letters."""
        return self._letters.get((dossier, juror), UNKNOWN)


def naming_of_campaign(seat: Seat) -> Naming:
    """Of every dossier. One query, and another for who leads."""
    rows = Review.objects.deposited().filter(assignment__dossier__campaign=seat.campaign)
    pairs = rows.order_by("assignment_id").values_list("assignment__dossier_id", "assignment__juror_id")
    return Naming(seat, pairs, _names(seat.campaign) if seat.leads else {})


def naming_of(seat: Seat, reviews: Iterable[Review]) -> Naming:
    """Of one dossier, whose reviews were read with their readers, in their order."""
    read = list(reviews)
    pairs = [(one.assignment.dossier_id, one.assignment.juror_id) for one in read]
    names = {one.assignment.juror_id: str(one.assignment.juror) for one in read} if seat.leads else {}
    return Naming(seat, pairs, names)


def _names(campaign: Campaign) -> dict[int, str]:
    return {one.pk: str(one) for one in Juror.objects.filter(campaign=campaign).select_related("user")}
