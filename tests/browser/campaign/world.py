"""The demonstration, and two communes of it that are ready to apply: one writes already, one has not begun."""

from dataclasses import dataclass
from typing import Any

from collectivities.models import Collectivity, CollectivityPage
from labels.models import Campaign
from portal.models import User
from tests.factories import InitiativePageFactory, MembershipFactory

ENOUGH = 2
"""How many initiatives the campaign of the demonstration asks for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commune and somebody who looks after its team."""

    collectivity: Collectivity
    user: User

    @property
    def space(self) -> str:
        return f"/espace/{self.collectivity.kind_path}/{self.collectivity.code_path}/"


def who_writes(campaign: Campaign) -> Candidate:
    """It was labelled last year too."""
    towns = Collectivity.objects.filter(dossiers__campaign=campaign, dossiers__state="draft")
    return _ready(towns.filter(awards__campaign__year=campaign.year - 1).order_by("code").first())


def who_has_not_begun(campaign: Campaign) -> Candidate:
    towns = Collectivity.objects.filter(kind="commune", pages__live=True).exclude(dossiers__campaign=campaign)
    return _ready(towns.order_by("code").first())


def _ready(town: Any) -> Candidate:
    """Its page presents it, and it has presented enough."""
    page = CollectivityPage.objects.get(collectivity=town, locale__language_code="fr")
    page.introduction = "<p>Une commune où l’on s’appelle par son prénom.</p>"
    page.save_revision().publish()
    for place in range(ENOUGH):
        InitiativePageFactory(parent=page, title=f"{town.name} : le service n° {place + 1}")
    return Candidate(town, MembershipFactory(collectivity=town).user)
