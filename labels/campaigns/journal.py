"""What the association did to a campaign, written for good."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labels.enums import Actor
from labels.models import Campaign, JournalEntry
from portal.models import User


class Act(models.TextChoices):
    """Names of the journal, beside those of ``labels.workflow``."""

    OPENED = "campaign_opened", _("Appel à candidatures ouvert")
    WITHDRAWN = "campaign_withdrawn", _("Appel à candidatures retiré")
    MOVED = "campaign_moved", _("Calendrier modifié")
    CORRECTED = "campaign_corrected", _("Rectificatif publié")
    SETTLED = "campaign_settled", _("Palmarès arrêté")
    TAKEN_BACK = "campaign_taken_back", _("Palmarès repris avant d’être public")


def write(campaign: Campaign, act: Act, user: User, reason: str = "", by: Actor = Actor.ASSOCIATION) -> None:
    JournalEntry.objects.create(campaign=campaign, action=act, by=by, account=user.pk, reason=reason, at=timezone.now())


def acts(campaign: Campaign) -> list[tuple[str, Any]]:
    """What was done to it, in words, with the row: the last first."""
    rows = campaign.journal.filter(dossier=None, action__in=Act.values).order_by("-at", "-pk")
    return [(str(Act(row.action).label), row) for row in rows]
