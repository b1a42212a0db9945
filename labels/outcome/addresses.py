"""Addresses of what is told after the palmarès, as the space of a collectivité has them."""

from collectivities.space.addresses import address_in_space
from labels.models import Dossier


def outcome_address(dossier: Dossier) -> str:
    return _of_year("space_dossier_outcome", dossier)


def opinion_address(dossier: Dossier) -> str:
    """The reasoned opinion as a PDF."""
    return _of_year("space_dossier_opinion", dossier)


def feedback_address(dossier: Dossier) -> str:
    return _of_year("space_dossier_feedback", dossier)


def _of_year(name: str, dossier: Dossier) -> str:
    return address_in_space(name, dossier.collectivity, dossier.campaign.year)
