"""Addresses of the files of a dossier."""

from collectivities.space.addresses import address_in_space
from labels.models import Dossier, DossierFile, Question


def add_address(dossier: Dossier, question: Question) -> str:
    return address_in_space("space_dossier_file_add", dossier.collectivity, dossier.campaign.year, question.pk)


def file_address(file: DossierFile) -> str:
    return _of_file("space_dossier_file", file)


def remove_address(file: DossierFile) -> str:
    return _of_file("space_dossier_file_remove", file)


def _of_file(name: str, file: DossierFile) -> str:
    dossier = file.dossier
    return address_in_space(name, dossier.collectivity, dossier.campaign.year, file.pk)
