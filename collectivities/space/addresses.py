"""Addresses of the space of a collectivité."""

from django.urls import reverse

from collectivities.models import Collectivity, CollectivityPage


def address_in_space(name: str, collectivity: Collectivity, *keys: int) -> str:
    """Of a page of a space, by the name that any app gave it; ``keys`` are those of what it shows."""
    return reverse(name, args=[collectivity.kind_path, collectivity.code_path, *keys])


def space_address(collectivity: Collectivity) -> str:
    return address_in_space("space_of", collectivity)


def team_address(collectivity: Collectivity) -> str:
    return address_in_space("space_team", collectivity)


def page_of(collectivity: Collectivity) -> CollectivityPage | None:
    """Its page in the language it was written in, from what was read with the membership."""
    return next((page for page in collectivity.pages.all() if page.alias_of_id is None), None)
