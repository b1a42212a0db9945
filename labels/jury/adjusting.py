"""What the association changes by hand in who reads what. A link of interests is refused, never overruled."""

from django.db import transaction
from django.utils.translation import gettext as _

from labels.jury.conflicts import conflict
from labels.jury.distribution import READ_BY_JURY
from labels.jury.enums import AssignmentState
from labels.models import Assignment, Dossier, Juror, JuryRules


class NotAllowedError(Exception):
    """Why it cannot be, in plain words."""


@transaction.atomic
def add(dossier: Dossier, juror: Juror) -> Assignment:
    """One more reader, who is told when the assignment is confirmed. Raises ``NotAllowedError``."""
    rules = JuryRules.objects.locked(dossier.campaign)
    refused = why_not(dossier, Juror.objects.with_interests().get(pk=juror.pk))
    if not refused and dossier.assignments.counted().count() >= rules.readers:
        refused = _("Ce dossier a ses %(count)s lectures : remplacez-en une.") % {"count": rules.readers}
    if refused:
        raise NotAllowedError(refused)
    added: Assignment = Assignment.objects.create(dossier=dossier, juror=juror, by_hand=True)
    return added


@transaction.atomic
def remove(assignment: Assignment) -> None:
    """Take a proposed reader away; who was told of a dossier leaves it by a déport. Raises ``NotAllowedError``."""
    JuryRules.objects.locked(assignment.dossier.campaign)
    if not Assignment.objects.proposed().filter(pk=assignment.pk).delete()[0]:
        raise NotAllowedError(_("Cette personne a été prévenue du dossier : il faut un déport, avec son motif."))


@transaction.atomic
def replace(assignment: Assignment, juror: Juror) -> Assignment:
    """Another reader in the place of a proposed one: both changes, or none. Raises ``NotAllowedError``."""
    remove(assignment)
    return add(assignment.dossier, juror)


def why_not(dossier: Dossier, juror: Juror) -> str:
    """Why somebody, read ``with_interests``, cannot be given a dossier; empty when she can."""
    if dossier.state not in READ_BY_JURY:
        return _("Ce dossier n’est pas à lire.")
    if not juror.is_able_to_read or juror.campaign_id != dossier.campaign_id:
        return _("%(name)s n’a pas encore déclaré ses liens.") % {"name": juror}
    reason = conflict(juror, dossier)
    if reason:
        return _("%(name)s ne peut pas lire ce dossier. %(reason)s") % {"name": juror, "reason": reason.said}
    earlier = Assignment.objects.filter(dossier=dossier, juror=juror).first()
    if earlier and earlier.state == AssignmentState.RECUSED:
        return _("%(name)s s’est déporté·e de ce dossier, ou en a été déporté·e.") % {"name": juror}
    if earlier:
        return _("%(name)s lit déjà ce dossier.") % {"name": juror}
    if juror.assignments.counted().count() >= juror.capacity:
        return _("%(name)s a déjà %(count)s dossiers, son maximum.") % {"name": juror, "count": juror.capacity}
    return ""
