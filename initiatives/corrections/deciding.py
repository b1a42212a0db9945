"""Proposing, passing on, dismissing, dealing with."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from collectivities.team.mails import notify_team
from initiatives.corrections.log_actions import DISMISS, PASS_ON
from initiatives.enums import CorrectionState
from initiatives.models import Correction, InitiativePage
from portal.addresses import whole_address
from portal.models import User

MOST_WAITING = 20
"""Of one sheet: more are the same, or a flood."""


def propose(sheet: InitiativePage, text: str) -> None:
    """Keep what a reader wrote, unless it is there already, or too much is."""
    waiting = Correction.objects.waiting().filter(sheet=sheet)
    if waiting.filter(text=text).exists() or waiting.count() >= MOST_WAITING:
        return
    Correction.objects.create(sheet=sheet, text=text)


@transaction.atomic
def pass_on(correction: Correction, by: User, note: str) -> bool:
    """The commune is told. False when somebody decided meanwhile."""
    if not _decide(correction, CorrectionState.PASSED_ON, by, note):
        return False
    sheet = correction.sheet
    log(sheet, PASS_ON, user=by)
    context: dict[str, object] = {
        "title": sheet.title,
        "text": correction.text,
        "note": note,
        "link": whole_address(sheet.writing_address),
    }
    notify_team(sheet.collectivity, "mail/correction", context)
    return True


@transaction.atomic
def dismiss(correction: Correction, by: User) -> bool:
    """Nothing comes of it. False when somebody decided meanwhile."""
    if not _decide(correction, CorrectionState.DISMISSED, by, ""):
        return False
    log(correction.sheet, DISMISS, user=by)
    return True


def deal_with(correction: Correction) -> None:
    """The commune did what there was to do."""
    Correction.objects.filter(pk=correction.pk, state=CorrectionState.PASSED_ON).update(state=CorrectionState.DONE)


def _decide(correction: Correction, state: CorrectionState, by: User, note: str) -> bool:
    waiting = Correction.objects.filter(pk=correction.pk, state=CorrectionState.WAITING)
    return bool(waiting.update(state=state, decided_by=by, decided_at=timezone.now(), note=note))
