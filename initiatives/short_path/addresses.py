"""Addresses of the short path; that of the page itself is the ``writing_address`` of a sheet."""

from collectivities.models import Collectivity
from collectivities.space.addresses import address_in_space
from initiatives.models import InitiativePage


def new_sheet_address(collectivity: Collectivity) -> str:
    return address_in_space("space_sheet_begin", collectivity)


def photo_address(page: InitiativePage) -> str:
    return address_in_space("space_sheet_photo", page.collectivity, page.pk)


def discard_address(page: InitiativePage) -> str:
    return address_in_space("space_sheet_discard", page.collectivity, page.pk)


def withdraw_address(page: InitiativePage) -> str:
    return address_in_space("space_sheet_withdraw", page.collectivity, page.pk)
