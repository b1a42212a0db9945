"""The mails: each collectivité is claimed and its mails queued in one transaction, so that a run may stop and start
again, and no mail leaves twice.
"""

import datetime
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from collectivities.models import Collectivity, Membership
from initiatives.models import FreshnessRequest, InitiativePage
from initiatives.yearly.sheets import sheets_asked_about
from portal.batches import do_each, read_keys
from portal.mail import send_mail

BATCH = 200
SHOWN = 12
"""Sheets a mail names; its page has them all."""


def send_due(moment: datetime.datetime) -> tuple[int, int]:
    """Ask every collectivité that is to be asked; how many were, and how many failed. One that fails stops no other."""
    return do_each(keys_to_ask(), lambda key: ask(key, moment), "Asking the collectivité")


def keys_to_ask() -> Iterator[int]:
    """Those with a sheet to confirm and somebody to answer."""
    due = InitiativePage.objects.to_confirm().order_by().filter(collectivity=OuterRef("pk"))
    team = Membership.objects.active().filter(collectivity=OuterRef("pk"))
    return read_keys(Collectivity.objects.filter(Exists(due), Exists(team)), BATCH)


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
    members = Membership.objects.active().filter(collectivity=collectivity).select_related("user")
    for member in members.order_by("pk"):
        user = member.user
        named = {**context, "first_name": user.first_name}
        send_mail("mail/still_running", [user.email], named, language=user.language)
