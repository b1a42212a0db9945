"""Sittings of the jury: opening one, who is in the room, ending it."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.deliberation.room import Seat
from labels.enums import Actor
from labels.jury import journal
from labels.models import Attendance, Campaign, Juror, Sitting
from labels.signals import sitting_ended
from labels.timing import why_not_reading
from portal.languages import in_french


class SittingError(Exception):
    """Why it cannot be, in plain words."""


@transaction.atomic
def open_sitting(seat: Seat, place: str) -> Sitting:
    """A sitting, or the one that is open already: two people who open it at once open one. Who presides is there."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=seat.campaign.pk)
    if refused := why_not_reading(campaign, timezone.now()):
        raise SittingError(refused)
    found: Sitting | None = campaign.sittings.open().first()
    if found:
        return found
    last = campaign.sittings.aggregate(last=Max("number"))["last"] or 0
    sitting: Sitting = Sitting.objects.create(campaign=campaign, number=last + 1, place=place)
    _record(journal.OPEN_SITTING, seat, sitting, place)
    if seat.juror and seat.is_president:
        _arrive(sitting, seat, seat.juror)
    return sitting


@transaction.atomic
def end(sitting: Sitting, seat: Seat) -> bool:
    """Everybody leaves, and its minutes are sealed by who listens to ``sitting_ended``. False when it was over."""
    current = _locked(sitting)
    if current.closed_at:
        return False
    moment = timezone.now()
    Attendance.objects.now().filter(sitting=current).update(left_at=moment)
    current.closed_at = moment
    current.save(update_fields=["closed_at"])
    _record(journal.END_SITTING, seat, current)
    sitting_ended.send(sender=Sitting, sitting=current, by=seat.user)
    return True


@transaction.atomic
def say_who_is_there(sitting: Sitting, seat: Seat, present: Collection[int], seen: Collection[int]) -> None:
    """Who arrived and who left, since the page that was read said who was there (``seen``): what somebody else wrote
    meanwhile stays.
    """
    current = _locked(sitting)
    if current.closed_at:
        raise SittingError(_("La séance est levée."))
    jurors = {one.pk: one for one in Juror.objects.filter(campaign=current.campaign_id).select_related("user")}
    there = set(Attendance.objects.now().filter(sitting=current).values_list("juror_id", flat=True))
    arriving, leaving = set(present) - set(seen) - there, (set(seen) - set(present)) & there
    for juror in [one for key, one in jurors.items() if key in arriving]:
        if not juror.is_able_to_read:
            raise SittingError(_("%(name)s n’a pas déclaré ses liens : personne ne siège avant.") % {"name": juror})
        _arrive(current, seat, juror)
    Attendance.objects.now().filter(sitting=current, juror__in=leaving).update(left_at=timezone.now())
    for juror in [one for key, one in jurors.items() if key in leaving]:
        _record(journal.LEAVE, seat, current, str(juror))


def sitting_to_decide_in(campaign: Campaign) -> Sitting | None:
    """The one that is open: nobody arrives, leaves or ends it until the transaction is over."""
    rows = Sitting.objects.select_for_update(of=("self",)).filter(campaign=campaign).open()
    found: Sitting | None = rows.order_by("pk").first()
    return found


def _locked(sitting: Sitting) -> Sitting:
    found: Sitting = Sitting.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=sitting.pk)
    return found


def _arrive(sitting: Sitting, seat: Seat, juror: Juror) -> None:
    Attendance.objects.create(sitting=sitting, juror=juror)
    _record(journal.ARRIVE, seat, sitting, str(juror))


def _record(action: str, seat: Seat, sitting: Sitting, said: str = "") -> None:
    by = Actor.PRESIDENT if seat.is_president else Actor.ASSOCIATION
    # It is read by others than who acts, and never written again.
    with in_french():
        which = _("Séance %(number)s") % {"number": sitting.number}
    journal.record(action, sitting.campaign, by, seat.user, f"{which} – {said}" if said else which)
