"""Mails about a campaign, to the teams that have a dossier."""

from collectivities.models import Collectivity, Membership
from collectivities.space.addresses import space_address
from collectivities.team.mails import notify_team
from labels.models import Campaign
from portal.addresses import whole_address


def tell_teams(campaign: Campaign, template: str, context: dict[str, object]) -> None:
    """Every team that began a dossier of it, each with the way to its own space."""
    for collectivity in Collectivity.objects.filter(dossiers__campaign=campaign).order_by("pk"):
        whose = {"year": str(campaign.year), "link": whole_address(space_address(collectivity))}
        notify_team(collectivity, template, {**whose, **context})


def count_of_teams(campaign: Campaign) -> int:
    """How many of them somebody is in. One query."""
    members = Membership.objects.active().filter(collectivity__dossiers__campaign=campaign)
    count: int = members.values("collectivity").distinct().count()
    return count
