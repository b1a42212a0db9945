"""Déport: a dossier leaves somebody's pile, for good, and goes to the next best reader."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.enums import Actor
from labels.jury import journal
from labels.jury.conflicts import conflict
from labels.jury.distribution import drop_conflicts, fill
from labels.jury.enums import AssignmentState, JurorState, RecusedBy
from labels.models import Assignment, Campaign, Dossier, Juror, JuryRules
from portal.languages import in_french
from portal.models import User

ACTORS = {
    RecusedBy.PORTAL: Actor.PORTAL,
    RecusedBy.JUROR: Actor.JUROR,
    RecusedBy.ASSOCIATION: Actor.ASSOCIATION,
}


class NotReadingError(Exception):
    """The dossier is not, or no more, in the pile of that reader."""


class SettledError(Exception):
    """The palmarès is settled, and tells what was read: no reading is taken out of it. Its text says so."""


@transaction.atomic
def recuse(assignment: Assignment, by: RecusedBy, reason: str, user: User | None) -> None:
    """Take a dossier from a reader, and give it to another. Raises ``NotReadingError`` when it was done meanwhile,
    ``SettledError`` when it is too late.
    """
    _hold(assignment.juror.campaign)
    if not _recuse(assignment, by, reason, user):
        raise NotReadingError
    fill(assignment.juror.campaign)


@transaction.atomic
def keep_from(
    dossier: Dossier, juror: Juror, reason: str, user: User | None, by: RecusedBy = RecusedBy.ASSOCIATION
) -> None:
    """Somebody will have nothing to do with a dossier, whether it was given to her or not: the association says so, or
    she does herself in the room of the jury. What she had written of it counts no more. Raises ``SettledError``.
    """
    _hold(dossier.campaign)
    assignment, _created = Assignment.objects.get_or_create(dossier=dossier, juror=juror)
    if _recuse(assignment, by, reason, user):
        fill(dossier.campaign)


def follow_links(juror: Juror) -> int:
    """After links changed: every dossier they keep from their owner leaves her pile. How many did."""
    moved = _leave_linked(juror)
    if moved:
        fill(juror.campaign)
    return moved


@transaction.atomic
def follow_rules(campaign: Campaign) -> None:
    """The same of the whole jury, after what is near changed: nobody keeps a dossier that she may open no more. What
    was only proposed goes without a déport.
    """
    JuryRules.objects.locked(campaign)
    drop_conflicts(campaign)
    jurors = Juror.objects.filter(campaign=campaign).expected().order_by("pk")
    if sum(_leave_linked(juror) for juror in jurors):
        fill(campaign)


def _leave_linked(juror: Juror) -> int:
    """None once the palmarès is settled, when a link of today says nothing of what was read."""
    juror = Juror.objects.with_interests().get(pk=juror.pk)
    if juror.campaign.settled_at:
        return 0
    counted = juror.assignments.counted().select_related("dossier__collectivity__departement", "dossier__campaign")
    moved = 0
    for assignment in counted:
        assignment.juror = juror
        with in_french():
            reason = conflict(juror, assignment.dossier)
        if reason:
            moved += _recuse(assignment, RecusedBy.PORTAL, reason.said, juror.user)
    return moved


@transaction.atomic
def withdraw(juror: Juror, user: User) -> None:
    """Somebody sits no more: what she has not read goes to others; what she read stays."""
    JuryRules.objects.locked(juror.campaign)
    leaving(juror, JurorState.WITHDRAWN)
    with in_french():
        name = str(juror)
    journal.record(journal.WITHDRAW, juror.campaign, Actor.ASSOCIATION, user, name)


def leaving(juror: Juror, state: JurorState) -> None:
    """The state of who does not sit, and her dossiers given to others, as long as anybody reads."""
    moment = timezone.now()
    Juror.objects.filter(pk=juror.pk).update(state=state, answered_at=moment)
    if _is_settled(juror.campaign):
        return
    unread = juror.assignments.counted().exclude(state=AssignmentState.DONE).select_related("dossier")
    with in_french():
        reason = _("Ne siège plus dans le jury.")
    moved = [_recuse(one, RecusedBy.PORTAL, reason, None) for one in unread]
    if any(moved):
        fill(juror.campaign)


def _hold(campaign: Campaign) -> None:
    """Who reads what, until the transaction is over."""
    JuryRules.objects.locked(campaign)
    if _is_settled(campaign):
        raise SettledError(_("Le palmarès est arrêté."))


def _is_settled(campaign: Campaign) -> bool:
    """As it is now, whatever the page that was read said."""
    return bool(Campaign.objects.settled().filter(pk=campaign.pk).exists())


def _recuse(assignment: Assignment, by: RecusedBy, reason: str, user: User | None) -> bool:
    """What is kept of it is in French, whoever acts: others read it. A member of the jury may say no reason."""
    with in_french():
        reason = reason.strip()
        if by == RecusedBy.JUROR:
            reason = reason or _("S’est déporté·e, sans dire pourquoi.")
        said = f"{assignment.juror} – {reason}"
    counted = Assignment.objects.counted().filter(pk=assignment.pk)
    if not counted.update(
        state=AssignmentState.RECUSED, recused_by=by, reason=reason, recused_at=timezone.now(), by_hand=False
    ):
        return False
    journal.record(journal.RECUSE, assignment.juror.campaign, ACTORS[by], user, said, assignment.dossier)
    return True
