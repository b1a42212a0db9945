"""Opening a campaign, and taking that back while nobody answered."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.campaigns.checking import checklist
from labels.campaigns.journal import Act, write
from labels.models import Campaign
from portal.models import User


class NotOpenedError(Exception):
    """What was asked for is not possible; the text says why."""


def locked(key: int) -> Campaign:
    """A campaign that nobody else opens or moves until the transaction is over."""
    found: Campaign = Campaign.objects.select_for_update().get(pk=key)
    return found


@transaction.atomic
def open_call(key: int, user: User) -> Campaign:
    """From now on it is frozen, and members see it from its first day. Raises ``NotOpenedError`` when not ready."""
    campaign = locked(key)
    if campaign.is_frozen:
        raise NotOpenedError(_("L’appel à candidatures %(year)s est déjà ouvert.") % {"year": campaign.year})
    if any(check.problems for check in checklist(campaign)):
        raise NotOpenedError(_("La campagne n’est pas prête : la liste dit ce qui manque."))
    campaign.opened_at = timezone.now()
    campaign.save(update_fields=["opened_at"])
    write(campaign, Act.OPENED, user)
    return campaign


def why_not_withdrawn(campaign: Campaign) -> str:
    """Why the call cannot be taken back; empty when it can."""
    if not campaign.opened_at:
        return _("L’appel à candidatures n’est pas ouvert.")
    if campaign.dossiers.exists():
        return _("Une collectivité a commencé son dossier : l’appel à candidatures ne se retire plus.")
    return ""


@transaction.atomic
def withdraw_call(key: int, user: User, reason: str) -> Campaign:
    """The campaign is in preparation again. Raises ``NotOpenedError`` once a dossier was begun."""
    campaign = locked(key)
    if refused := why_not_withdrawn(campaign):
        raise NotOpenedError(refused)
    campaign.opened_at = None
    campaign.save(update_fields=["opened_at"])
    write(campaign, Act.WITHDRAWN, user, reason.strip())
    return campaign
