"""Filing an appeal: a référent, with reasons, once per dossier, until the last second of the delay."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.appeals import mails
from labels.appeals.journal import record
from labels.appeals.states import FILE
from labels.models import Appeal, Dossier
from labels.outcome.access import is_told
from labels.outcome.deadline import is_past
from labels.timing import spoken
from labels.transitions import NotPossibleError, locked
from portal.models import User


class AlreadyFiledError(NotPossibleError):
    """A colleague filed one meanwhile."""


def why_not_appeal(dossier: Dossier, moment: datetime.datetime | None = None) -> str:
    """Why the calendar allows no appeal at this moment; empty when it does. There is something to appeal against."""
    until = dossier.campaign.appeals_until
    if until is None:
        return _("Cette édition est passée : elle n’a pas de recours.")
    if not is_past(until, moment or timezone.now()):
        return ""
    return _("Le délai de recours est passé depuis le %(when)s (heure de Paris).") % {"when": spoken(until)}


def already_filed() -> str:
    return _("Un recours est déjà déposé pour ce dossier.")


@transaction.atomic
def file(key: int, user: User, reasons: str) -> Appeal:
    """File it; its receipt is queued with it, and leaves once that is certain.

    Raises ``AlreadyFiledError`` for the second of two, and ``NotPossibleError``, which says why, otherwise.
    """
    dossier, moment = locked(key), timezone.now()
    if Appeal.objects.filter(dossier=dossier).exists():
        raise AlreadyFiledError(already_filed())
    refused = why_not_appeal(dossier, moment)
    if not refused and not is_told(dossier):
        refused = _("Le palmarès n’est pas publié.")
    if refused:
        raise NotPossibleError(refused)
    appeal: Appeal = Appeal.objects.create(dossier=dossier, author=user, reasons=reasons, filed_at=moment)
    record(FILE.name, dossier, FILE.actor, user.pk, moment)
    mails.send_receipt(appeal)
    return appeal
