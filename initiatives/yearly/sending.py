"""The mails: each collectivité is claimed and its mails queued in one transaction, so that a run may stop and start
again, and no mail leaves twice.
"""

import datetime
import logging
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from collectivities.models import Collectivity, Membership
from initiatives.models import FreshnessRequest, InitiativePage
from initiatives.yearly.sheets import sheets_asked_about
from portal.mail import send_mail

logger = logging.getLogger(__name__)
BATCH = 200
SHOWN = 12
"""Sheets a mail names; its page has them all."""


def send_due(moment: datetime.datetime) -> tuple[int, int]:
    """Ask every collectivité that is to be asked; how many were, and how many failed. One that fails stops no other."""
    asked = failed = 0
    for key in keys_to_ask():
        try:
            asked += ask(key, moment)
        except Exception:
            logger.exception("Asking the collectivité %s failed", key)
            failed += 1
    return asked, failed


def keys_to_ask() -> Iterator[int]:
    """Those with a sheet to confirm and somebody to answer, a batch at a time: memory does not grow with them."""
    due = InitiativePage.objects.to_confirm().order_by().filter(collectivity=OuterRef("pk"))
    team = Membership.objects.filter(collectivity=OuterRef("pk"), user__is_active=True)
    rows = Collectivity.objects.filter(Exists(due), Exists(team)).order_by("pk").values_list("pk", flat=True)
    last = 0
    while keys := list(rows.filter(pk__gt=last)[:BATCH]):
        yield from keys
        last = keys[-1]


def ask(key: int, moment: datetime.datetime) -> bool:
    """Send the mails of one collectivité unless they were sent lately, or another run has it."""
    with transaction.atomic():
        # Two runs at once wait for each other here, also for a collectivité that was never asked.
        collectivity = Collectivity.objects.select_for_update(of=("self",)).select_related("departement").get(pk=key)
        request, is_new = FreshnessRequest.objects.get_or_create(
            collectivity=collectivity, defaults={"asked_at": moment, "last_sent_at": moment}
        )
        if not is_new:
            if not request.next_is_due(moment):
                return False
            request.send_again(moment)
        _mail(request, collectivity, list(sheets_asked_about(collectivity)))
    return True


def _mail(request: FreshnessRequest, collectivity: Collectivity, sheets: Sequence[InitiativePage]) -> None:
    """One to each member, so that nobody reads the address of another."""
    context: dict[str, object] = {
        "collectivity": collectivity.full_name,
        "sheets": [(sheet.title, sheet.confirmed_on) for sheet in sheets[:SHOWN]],
        "others": max(0, len(sheets) - SHOWN),
        "count": len(sheets),
        "is_reminder": request.is_reminder,
        "link": request.address,
    }
    members = Membership.objects.filter(collectivity=collectivity, user__is_active=True).select_related("user")
    for member in members.order_by("pk"):
        send_mail("mail/still_running", [member.user.email], {**context, "first_name": member.user.first_name})
