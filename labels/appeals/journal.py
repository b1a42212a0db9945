"""What the journal keeps of an appeal, and of what follows from it."""

import datetime

from labels.enums import Actor
from labels.models import Dossier, JournalEntry


def record(
    action: str, dossier: Dossier, by: Actor, account: int | None, at: datetime.datetime, reason: str = ""
) -> None:
    JournalEntry.objects.create(
        campaign_id=dossier.campaign_id, dossier=dossier, action=action, by=by, account=account, reason=reason, at=at
    )
