"""The deposit itself, and taking it back: one transaction each, under the lock of the dossier."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from labels import workflow
from labels.depositing.content import content_of
from labels.depositing.freezing import freeze, thaw
from labels.depositing.mails import send_receipt
from labels.eligibility import unmet
from labels.enums import Actor, DossierState, Phase
from labels.fingerprints import fingerprint
from labels.models import Campaign, Deposit, Dossier
from labels.permissions import actors
from labels.transitions import NotPossibleError, locked, perform, why_not
from portal.models import User

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Deposited:
    """``is_new`` is false for who pressed after a colleague, or twice: the receipt is that of the first."""

    deposit: Deposit
    is_new: bool


@transaction.atomic
def deposit(key: int, user: User) -> Deposited:
    """Deposit a dossier, or give the receipt of who just did. Raises NotPossibleError, and nothing has changed then."""
    dossier = locked(key)
    quality = actors(user, dossier)
    is_deposited = dossier.state == DossierState.DEPOSITED and Actor.REFERENT in quality
    if is_deposited and (earlier := dossier.deposits.first()):
        return Deposited(earlier, False)
    if refused := why_not(workflow.DEPOSIT, dossier, quality):
        raise NotPossibleError(refused)
    if unmet(dossier):
        raise NotPossibleError(_("Le dossier n’est pas complet : rien n’a été déposé."))
    was_draft = dossier.state == DossierState.DRAFT
    dossier = perform(workflow.DEPOSIT, dossier, quality, user)
    # The moment that the transition wrote: one hour stands in the journal, on the receipt and on the proofs.
    moment = dossier.changed_at
    freeze(dossier, moment)
    done = _write(dossier, moment, is_late=was_draft and dossier.campaign.phase(moment) == Phase.GRACE)
    send_receipt(done)
    return Deposited(done, True)


@transaction.atomic
def take_back(key: int, user: User) -> bool:
    """Make a dossier a draft again; False when it is one. Raises NotPossibleError, and nothing has changed then."""
    dossier = locked(key)
    quality = actors(user, dossier)
    if dossier.state == DossierState.DRAFT and Actor.REFERENT in quality:
        return False
    dossier = perform(workflow.TAKE_BACK, dossier, quality, user)
    thaw(dossier)
    return True


def _write(dossier: Dossier, moment: datetime.datetime, *, is_late: bool) -> Deposit:
    content = content_of(dossier)
    written: Deposit = Deposit.objects.create(
        dossier=dossier,
        number=_next_number(dossier.campaign),
        content=content,
        fingerprint=fingerprint(content),
        received_at=moment,
        is_late=is_late,
    )
    return written


def _next_number(campaign: Campaign) -> str:
    """« 2027-0042 ». Deposits of a campaign come one after the other from here to the end of their transactions; rows
    that refer to the campaign do not wait.
    """
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    last = Deposit.objects.filter(dossier__campaign=campaign).order_by("-pk").values_list("number", flat=True).first()
    place = int(last.rpartition("-")[2]) + 1 if last else 1
    return f"{campaign.year}-{place:0{DIGITS}}"
