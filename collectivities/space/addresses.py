"""Addresses of the space of a collectivité."""

from django.urls import reverse

from collectivities.models import Collectivity, CollectivityPage


def space_address(collectivity: Collectivity) -> str:
    return reverse("space_of", args=_arguments(collectivity))


def team_address(collectivity: Collectivity) -> str:
    return reverse("space_team", args=_arguments(collectivity))


def page_of(collectivity: Collectivity) -> CollectivityPage | None:
    """Its page in the language it was written in, from what was read with the membership."""
    return next((page for page in collectivity.pages.all() if page.alias_of_id is None), None)


def _arguments(collectivity: Collectivity) -> list[str]:
    return [collectivity.kind_path, collectivity.code_path]
