"""Addresses of hours, as the space of a collectivité has them."""

from collectivities.models import Collectivity
from collectivities.space.addresses import address_in_space
from initiatives.models import Hour


def hours_address(collectivity: Collectivity) -> str:
    return address_in_space("space_hours", collectivity)


def hour_address(hour: Hour, collectivity: Collectivity) -> str:
    """The hour as this party reads it."""
    return address_in_space("space_hour", collectivity, hour.pk)
