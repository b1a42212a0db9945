"""The dossier of an address: of this very collectivité, or of none."""

from django.http import Http404

from collectivities.models import Membership
from labels.models import Dossier


def dossier_of(membership: Membership, year: int) -> Dossier:
    """404 for what does not exist, and for what is another's."""
    rows = Dossier.objects.of(membership.collectivity).select_related("campaign", "questionnaire")
    found: Dossier | None = rows.filter(campaign__year=year).first()
    if found is None:
        raise Http404
    found.collectivity = membership.collectivity
    return found
