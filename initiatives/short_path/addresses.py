"""Addresses of the short path."""

from django.urls import reverse

from collectivities.models import Collectivity
from initiatives.models import InitiativePage


def new_sheet_address(collectivity: Collectivity) -> str:
    return reverse("space_sheet_begin", args=[collectivity.kind_path, collectivity.code_path])


def sheet_address(page: InitiativePage, name: str = "space_sheet") -> str:
    """The page of the five questions, or an address below it by its name."""
    return reverse(name, args=[page.collectivity.kind_path, page.collectivity.code_path, page.pk])
