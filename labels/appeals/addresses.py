"""The address of the appeal of a dossier, as the space of its collectivité has it."""

from collectivities.space.addresses import address_in_space
from labels.models import Dossier


def appeal_address(dossier: Dossier) -> str:
    return address_in_space("space_dossier_appeal", dossier.collectivity, dossier.campaign.year)
