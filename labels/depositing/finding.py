"""The dossier that an address of the space names."""

from django.shortcuts import get_object_or_404

from collectivities.models import Collectivity
from labels.models import Deposit, Dossier


def dossier_of_year(collectivity: Collectivity, year: int) -> Dossier:
    """404 where the collectivité has none of that year."""
    dossiers = Dossier.objects.of(collectivity).select_related("campaign", "collectivity__departement", "questionnaire")
    found: Dossier = get_object_or_404(dossiers, campaign__year=year)
    return found


def deposit_of_year(collectivity: Collectivity, year: int, key: int) -> Deposit:
    dossier = dossier_of_year(collectivity, year)
    found: Deposit = get_object_or_404(dossier.deposits, pk=key)
    found.dossier = dossier
    return found
