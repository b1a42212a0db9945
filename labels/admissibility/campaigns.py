"""The campaign that a screen of the association is about."""

from django.http import HttpRequest

from labels.models import Campaign
from portal.once import once_in_request

YEAR = "annee"
"""The parameter of an address that names another one than the current."""


@once_in_request
def asked_campaign(request: HttpRequest) -> Campaign | None:
    """That of the year in the address, or the one that members work on; none while no call was ever made."""
    year = request.GET.get(YEAR, "")
    if year.isdecimal() and len(year) == 4:
        asked: Campaign | None = Campaign.objects.opened().filter(year=int(year)).first()
        if asked:
            return asked
    return Campaign.objects.current()
