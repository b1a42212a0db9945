"""Addresses around the deposit of a dossier, as the space of its collectivité has them."""

from collectivities.space.addresses import address_in_space, space_address
from labels.models import Deposit, Dossier, Section


def dossier_address(dossier: Dossier) -> str:
    """Where it is written."""
    return space_address(dossier.collectivity)


def section_address(dossier: Dossier, _section: Section) -> str:
    return space_address(dossier.collectivity)


def deposit_address(dossier: Dossier) -> str:
    return _of_year("space_dossier_deposit", dossier)


def take_back_address(dossier: Dossier) -> str:
    return _of_year("space_dossier_take_back", dossier)


def pdf_address(dossier: Dossier) -> str:
    """The dossier as it is."""
    return _of_year("space_dossier_pdf", dossier)


def receipt_address(deposit: Deposit) -> str:
    return _of_year("space_dossier_receipt", deposit.dossier, deposit.pk)


def deposited_pdf_address(deposit: Deposit) -> str:
    """The dossier as it was deposited."""
    return _of_year("space_dossier_deposited", deposit.dossier, deposit.pk)


def _of_year(name: str, dossier: Dossier, *keys: int) -> str:
    return address_in_space(name, dossier.collectivity, dossier.campaign.year, *keys)
