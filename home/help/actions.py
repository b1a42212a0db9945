"""Where the button beside an answer leads, for a collectivité."""

from collections.abc import Callable

from django.urls import reverse

from collectivities.models import Collectivity
from collectivities.space.addresses import address_in_space, space_address, team_address
from home.enums import HelpAction
from initiatives.hours.addresses import hours_address
from initiatives.questions.addresses import questions_address
from initiatives.short_path.addresses import new_sheet_address
from initiatives.statistics.space import statistics_address

ADDRESSES: dict[HelpAction, Callable[[Collectivity], str]] = {
    HelpAction.PRESENT: new_sheet_address,
    HelpAction.TODO: space_address,
    HelpAction.MESSAGES: questions_address,
    HelpAction.HOURS: hours_address,
    HelpAction.RUNNING: lambda of: address_in_space("space_still_running", of),
    HelpAction.STATISTICS: statistics_address,
    HelpAction.TEAM: team_address,
    HelpAction.LEAVE: lambda of: address_in_space("space_team_leave", of),
    HelpAction.ACCOUNT: lambda of: reverse("profile"),
}


def address_of(action: HelpAction, collectivity: Collectivity) -> str:
    return ADDRESSES[action](collectivity)
