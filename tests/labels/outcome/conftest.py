"""A palmarès that is public, a dossier of Le Mené that was read by two and given three arobases."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from collectivities.enums import Role
from labels.models import Dossier
from tests.factories import InitiativePageFactory, MembershipFactory
from tests.labels.outcome.world import AFTER, EMBARGO, SECOND, Edition, all_of, decided, edition, prove, reading

HOME = "/espace/communes/22046/dossier/2027/"
OUTCOME = f"{HOME}avis-du-jury/"
PDF, FEEDBACK, APPEAL = f"{OUTCOME}pdf/", f"{OUTCOME}votre-avis/", f"{HOME}recours/"


@pytest.fixture
def clock() -> Iterator[Any]:
    """Ten days after the ceremony."""
    with time_machine.travel(AFTER, tick=False) as moved:
        yield moved


@pytest.fixture
def year(clock: Any, db: None) -> Edition:
    return edition()


@pytest.fixture
def dossier(year: Edition, member: Any, clock: Any) -> Dossier:
    clock.move_to(EMBARGO - SECOND)
    found = decided(year, member.membership.collectivity)
    said = {year.access: "Zone blanche comblée.", year.voice: "Peu de réponses aux idées."}
    reading(found, all_of(year, help=5, answers=2, shared=None), "Un dossier solide.", said)
    reading(found, all_of(year, help=4, answers=1, shared=None), "Bien raconté.", {year.access: "Accueil tenu."})
    prove(year, found, InitiativePageFactory(parent=member.page, title="Le bus"))
    clock.move_to(AFTER)
    return found


@pytest.fixture
def colleague(dossier: Dossier) -> Any:
    """A contributor of the team."""
    return MembershipFactory(collectivity=dossier.collectivity, role=Role.CONTRIBUTOR, user__first_name="Yann").user
