"""Fixtures of the tests of initiatives."""

from dataclasses import dataclass
from typing import Any

import pytest

from collectivities.models import Collectivity
from initiatives.models import InitiativePage, Theme
from portal.models import User
from tests.factories import CollectivityPageFactory, InitiativePageFactory, MembershipFactory, theme


@pytest.fixture
def old(db: None) -> Theme:
    """A theme to rename, or to merge into « new »."""
    return theme("information-de-proximite")


@pytest.fixture
def new(db: None) -> Theme:
    return theme("expression-citoyenne")


@dataclass
class Neighbour:
    """A commune, somebody of its team, and a public sheet."""

    collectivity: Collectivity
    page: Any
    user: User
    sheet: InitiativePage

    @property
    def space(self) -> str:
        return f"/espace/communes/{self.collectivity.code}/"


def neighbour(code: str, name: str, email: str, title: str) -> Neighbour:
    page = CollectivityPageFactory(collectivity__code=code, collectivity__name=name)
    user = MembershipFactory(collectivity=page.collectivity, user__email=email, user__first_name=name).user
    sheet = InitiativePageFactory(parent=page, title=title)
    sheet.save_revision().publish()
    return Neighbour(page.collectivity, page, user, sheet)


@pytest.fixture
def arvieu(db: None) -> Neighbour:
    """Who asks, and is inspired."""
    return neighbour("12011", "Arvieu", "mairie@arvieu.example", "La caravane d’Arvieu")


@pytest.fixture
def mauron(db: None) -> Neighbour:
    """Who is asked, and inspires."""
    return neighbour("56127", "Mauron", "mairie@mauron.example", "Le bus de Mauron")
