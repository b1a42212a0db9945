"""What the journal of a campaign keeps of its jury. Nothing of it is told to the collectivités."""

from django.utils import timezone

from labels.enums import Actor
from labels.models import Campaign, Dossier, JournalEntry
from portal.models import User

INVITE, ACCEPT, DECLINE, WITHDRAW = "jury_invite", "jury_accept", "jury_decline", "jury_withdraw"
DECLARE, END, DISMISS = "jury_declare", "jury_end_link", "jury_dismiss_link"
ASSIGN, RECUSE = "jury_assign", "jury_recuse"
REVIEW, TAKE_REVIEW_BACK, SEE_OTHERS = "jury_review", "jury_review_back", "jury_see_others"
OPEN_SITTING, END_SITTING, ARRIVE, LEAVE = "jury_sitting_open", "jury_sitting_end", "jury_arrive", "jury_leave"


def record(
    action: str, campaign: Campaign, by: Actor, user: User | None, reason: str = "", dossier: Dossier | None = None
) -> None:
    JournalEntry.objects.create(
        campaign=campaign,
        dossier=dossier,
        action=action,
        by=by,
        account=user.pk if user else None,
        reason=reason,
        at=timezone.now(),
    )
