"""A sitting that is over: who presided, a member who stepped out of the second dossier, and decisions."""

import datetime
from dataclasses import dataclass
from typing import Any

from labels.models import Campaign, Decision, Juror, Sitting
from tests.factories import CollectivityFactory
from tests.labels.factories import (
    AttendanceFactory,
    CampaignFactory,
    DecisionFactory,
    JurorFactory,
    MentionFactory,
    PresenceFactory,
    SittingFactory,
)

HOUR = datetime.timedelta(hours=1)
OPINION = "Chaque lieu d’accès est tenu par des habitants.\n\nIl reste à ouvrir le samedi."
BASIS = {"raw": "68.34", "score": "73.21"}
TOWNS = (("12011", "Arvieu", 3), ("22046", "Le Mené", 0), ("56083", "Hennebont", None))
"""With how many arobases; none is a mention, and nothing no label."""


@dataclass
class Held:
    campaign: Campaign
    sitting: Sitting
    president: Juror
    juror: Juror
    decisions: list[Decision]


def held(campaign: Any = None, towns: Any = TOWNS) -> Held:
    campaign = campaign or CampaignFactory()
    sitting = SittingFactory(campaign=campaign, is_over=True)
    president = JurorFactory(
        campaign=campaign, is_president=True, user__first_name="Maryvonne", user__last_name="Le Bris"
    )
    juror = JurorFactory(campaign=campaign, user__first_name="Awa", user__last_name="Diallo")
    for one in (president, juror):
        AttendanceFactory(sitting=sitting, juror=one, arrived_at=sitting.opened_at, left_at=sitting.closed_at)
    mention = MentionFactory(campaign=campaign, name="Logiciel libre")
    decisions = []
    for place, (code, name, symbols) in enumerate(towns):
        decision = DecisionFactory(
            dossier__campaign=campaign, dossier__collectivity=CollectivityFactory(code=code, name=name),
            symbols=symbols, sitting=sitting, opinion=OPINION, basis=BASIS, mentions=[mention] if symbols else [],
            decided_at=sitting.opened_at + HOUR * (1 + place / 100),
        )  # fmt: skip
        PresenceFactory(decision=decision, juror=president)
        PresenceFactory(decision=decision, juror=juror, is_out=place == 1)
        decisions.append(decision)
    return Held(campaign, sitting, president, juror, decisions)
