"""Carrying out what ``labels.workflow`` says: under a lock, in one transaction, with its line in the journal."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.enums import Actor, DossierState
from labels.mails import tell_moved
from labels.models import Campaign, Dossier, JournalEntry
from labels.timing import why_not_now
from labels.workflow import Transition
from portal.models import User


class NotPossibleError(Exception):
    """A transition that is not possible; its text says why, in plain words."""


def locked(key: int) -> Dossier:
    """A dossier that nobody else changes until the transaction is over."""
    rows = Dossier.objects.select_for_update(of=("self",))
    found: Dossier = rows.select_related("campaign", "questionnaire", "collectivity__departement").get(pk=key)
    return found


def why_not(
    transition: Transition, dossier: Dossier, actors: frozenset[Actor], moment: datetime.datetime | None = None
) -> str:
    """Why somebody with these qualities cannot do it to this dossier, now or at a moment; empty when they can."""
    if DossierState(dossier.state) not in transition.sources:
        return _("Le dossier est dans l’état « %(state)s ».") % {"state": dossier.state_for_all.label}
    if actors.isdisjoint(transition.actors):
        return _("Cela revient à : %(who)s.") % {"who": _who(transition)}
    return why_not_now(transition.when, dossier, moment or timezone.now())


@transaction.atomic
def perform(
    transition: Transition,
    dossier: Dossier,
    actors: frozenset[Actor],
    user: User | None,
    reason: str = "",
    complete_until: datetime.datetime | None = None,
) -> Dossier:
    """Do it to a dossier locked in this transaction, and write it in the journal.

    ``complete_until`` is for one that is to be completed. Raises ``NotPossibleError`` when it cannot be done, or when
    the reason that it owes is missing; nothing has changed then.
    """
    moment = timezone.now()
    # It may have been settled while this waited for the dossier: what was read with a row is as old as the question.
    dossier.campaign = Campaign.objects.get(pk=dossier.campaign_id)
    refused = why_not(transition, dossier, actors, moment)
    if not refused and transition.needs_reason and not reason.strip():
        refused = _("Dites pourquoi : la collectivité a droit à un motif.")
    if not refused and transition.target == DossierState.TO_COMPLETE and not _is_ahead(complete_until, moment):
        refused = _("Dites jusqu’à quand compléter, un jour à venir.")
    if refused:
        raise NotPossibleError(refused)
    source, dossier.state = dossier.state, transition.target
    dossier.complete_until = complete_until if transition.target == DossierState.TO_COMPLETE else None
    if transition.target == DossierState.DRAFT:
        # It is the collectivité's alone again.
        dossier.deposited_at = None
    elif transition.target == DossierState.DEPOSITED and source in DossierState.writable():
        dossier.deposited_at = moment
    if not transition.is_secret:
        # The hour of a decision would say in which order the jury decided.
        dossier.changed_at = moment
    dossier.save(update_fields=["state", "complete_until", "deposited_at", "changed_at"])
    JournalEntry.objects.create(
        campaign_id=dossier.campaign_id,
        dossier=dossier,
        action=transition.name,
        source=source,
        target=transition.target,
        by=_quality(transition, actors),
        account=user.pk if user else None,
        reason=reason.strip(),
        at=moment,
    )
    if transition.mails:
        tell_moved(dossier, transition, reason.strip())
    return dossier


def _is_ahead(until: datetime.datetime | None, moment: datetime.datetime) -> bool:
    return until is not None and until > moment


def _quality(transition: Transition, actors: frozenset[Actor]) -> Actor:
    """The one that gives the right to it."""
    return next(actor for actor in Actor if actor in actors & transition.actors)


def _who(transition: Transition) -> str:
    return ", ".join(str(actor.label) for actor in Actor if actor in transition.actors)
