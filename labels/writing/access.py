"""The dossier of an address: of this very collectivité, or of none."""

from django.http import Http404

from collectivities.models import Membership
from labels.enums import DossierState
from labels.models import Dossier


def dossier_of(membership: Membership, year: int) -> Dossier:
    """With the one before it, in one query. 404 for what does not exist, and for what is another's."""
    rows = Dossier.objects.of(membership.collectivity).filter(campaign__year__lte=year)
    own: list[Dossier] = list(rows.select_related("campaign", "questionnaire"))
    if not own or own[0].campaign.year != year:
        raise Http404
    found, *earlier = own
    found.collectivity = membership.collectivity
    found.previous = next((one for one in earlier if one.state != DossierState.DRAFT), None)
    return found
