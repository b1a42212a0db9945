"""The campaign that a screen of the association is about."""

from django.http import HttpRequest

from labels.models import Campaign
from portal.once import once_in_request

YEAR = "annee"
"""The parameter of an address that names another one than the current."""


@once_in_request
def campaigns(request: HttpRequest) -> list[Campaign]:
    """Those whose call for applications was made, the last first."""
    return list(Campaign.objects.called().order_by("-year"))


def asked_campaign(request: HttpRequest) -> Campaign | None:
    """That of the year in the address, or the one that members work on; none while no call was ever made."""
    found = campaigns(request)
    asked = next((campaign for campaign in found if str(campaign.year) == request.GET.get(YEAR)), None)
    return asked or next(iter(found), None)
