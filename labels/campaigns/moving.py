"""« Reporter »: the part of a calendar that may still move once the call was made. Each change is journalled with its
reason, and told to everybody who has a dossier. No answer is touched: a closing put back reopens what was closed.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.campaigns.journal import Act, write
from labels.campaigns.opening import locked
from labels.campaigns.rules import calendar_in_disorder
from labels.campaigns.tasks import tell_moved
from labels.enums import Phase
from labels.models import Campaign
from labels.models.campaign import CALENDAR, MOVABLE
from labels.timing import spoken
from portal.languages import in_french
from portal.models import User


class NotMovedError(Exception):
    """``wrong`` says by field why it does not move."""

    def __init__(self, wrong: dict[str, str]) -> None:
        super().__init__(" ".join(wrong.values()))
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Move:
    """How a field moves: until when, and whether only later than what was promised."""

    until: Callable[[Campaign], str]
    never_earlier: bool = False


def _until_settled(campaign: Campaign) -> str:
    return _("Le palmarès est arrêté : cette date ne change plus.") if campaign.settled_at else ""


def _until_published(campaign: Campaign) -> str:
    return _("Le palmarès est publié : cela ne change plus.") if campaign.phase() == Phase.PUBLISHED else ""


def _until_appeals_end(campaign: Campaign) -> str:
    is_over = campaign.appeals_until and campaign.appeals_until <= timezone.now()
    return _("Le délai de recours est passé.") if is_over else ""


MOVES: dict[str, Move] = {
    "closes_at": Move(_until_settled, never_earlier=True),
    "readings_until": Move(_until_settled),
    "deliberation_at": Move(_until_settled),
    "embargo_until": Move(_until_published),
    # Candidates count on it.
    "appeals_until": Move(_until_appeals_end, never_earlier=True),
    "ceremony_place": Move(_until_published),
}


def movable(campaign: Campaign) -> list[str]:
    """The fields that move at this moment, in their order."""
    return [name for name in MOVABLE if campaign.opened_at and not MOVES[name].until(campaign)]


def wrong_moves(campaign: Campaign, changes: Mapping[str, Any]) -> dict[str, str]:
    """Why some of these changes cannot be, by field."""
    found = {name: said for name, value in changes.items() if (said := _wrong_move(campaign, name, value))}
    moments = {name: changes.get(name, getattr(campaign, name)) for name in CALENDAR}
    for name, said in calendar_in_disorder(moments):
        found.setdefault(name, said)
    return found


def _wrong_move(campaign: Campaign, name: str, value: Any) -> str:
    if refused := MOVES[name].until(campaign):
        return refused
    if not isinstance(value, datetime.datetime):
        return "" if name not in CALENDAR else _("Donnez une date.")
    before = getattr(campaign, name)
    if MOVES[name].never_earlier and before and value < before:
        return _("Cette date ne s’avance pas : c’était le %(when)s.") % {"when": spoken(before)}
    return _("Donnez un moment à venir.") if value <= timezone.now() else ""


@transaction.atomic
def move(key: int, changes: Mapping[str, Any], reason: str, user: User) -> Campaign:
    """Raises ``NotMovedError``, and changes nothing, when one of them cannot be."""
    campaign = locked(key)
    changes = {name: value for name, value in changes.items() if getattr(campaign, name) != value}
    if wrong := wrong_moves(campaign, changes):
        raise NotMovedError(wrong)
    if not changes:
        return campaign
    before = {name: getattr(campaign, name) for name in changes}
    for name, value in changes.items():
        setattr(campaign, name, value)
    campaign.save(update_fields=list(changes))
    for name, value in changes.items():
        write(campaign, Act.MOVED, user, f"{_change(name, before[name], value)} {reason.strip()}")
    rows = [[name, _sent(before[name]), _sent(value)] for name, value in changes.items()]
    transaction.on_commit(lambda: tell_moved.enqueue(key=campaign.pk, moves=rows, reason=reason.strip()))
    return campaign


def _change(name: str, before: Any, after: Any) -> str:
    """As the journal keeps it, in French."""
    with in_french():
        words = {"name": Campaign._meta.get_field(name).verbose_name, "before": _said(before), "after": _said(after)}
        return _("%(name)s : « %(before)s » devient « %(after)s ».") % words


def _said(value: Any) -> str:
    return spoken(value) if isinstance(value, datetime.datetime) else str(value or "–")


def _sent(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime.datetime) else str(value or "")
