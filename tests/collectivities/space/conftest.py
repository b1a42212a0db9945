"""A commune with a référent and a contributor, and another commune."""

from dataclasses import dataclass
from typing import Any

import pytest

from collectivities.enums import Role
from collectivities.models import Collectivity, Membership
from tests.factories import CollectivityPageFactory, MembershipFactory

HOME = "/espace/communes/22046/"
TEAM = f"{HOME}equipe/"


@dataclass
class Town:
    collectivity: Collectivity
    page: Any
    referent: Membership
    contributor: Membership


def town(code: str, name: str) -> Town:
    page = CollectivityPageFactory(collectivity__code=code, collectivity__name=name)
    of_it = {"collectivity": page.collectivity}
    return Town(
        page.collectivity,
        page,
        MembershipFactory(role=Role.REFERENT, user__first_name="Maryvonne", function="Secrétaire", **of_it),
        MembershipFactory(role=Role.CONTRIBUTOR, user__first_name="Yann", **of_it),
    )


@pytest.fixture
def mene() -> Town:
    return town("22046", "Le Mené")


@pytest.fixture
def hennebont() -> Town:
    return town("56083", "Hennebont")
