"""When a transition is possible: each function says why it is not, or nothing when it is."""

import datetime
from collections.abc import Callable

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labels.enums import DossierState, Phase
from labels.jury.enums import AssignmentState
from labels.models import Campaign, Dossier
from labels.workflow import When

OPEN = frozenset({Phase.OPEN, Phase.GRACE})
BEFORE = frozenset({Phase.PREPARATION, Phase.ANNOUNCED})


def spoken(moment: datetime.datetime) -> str:
    """« 12 novembre 2026 à 23 h 59 », in the time of Paris and the language that is active."""
    local = localtime(moment)
    return _("%(day)s à %(time)s") % {
        "day": date_format(local, "DATE_FORMAT"),
        "time": time_format(local, "TIME_FORMAT"),
    }


def to_the_second(moment: datetime.datetime) -> str:
    """« 23 h 59 min 59 s », where each second counts."""
    local = localtime(moment)
    said = _("%(time)s min %(seconds)s s") % {"time": time_format(local, "TIME_FORMAT"), "seconds": f"{local:%S}"}
    # No line ends within it.
    return said.replace(" ", "\u00a0")


def why_not_now(when: When, dossier: Dossier, moment: datetime.datetime) -> str:
    """Why a transition cannot take place at this moment, in plain words; empty when it can."""
    return _RULES[when](dossier, moment)


def may_write(dossier: Dossier, moment: datetime.datetime) -> str:
    """Why the collectivité cannot write its dossier at this moment; empty when it can."""
    if dossier.state not in DossierState.writable():
        return _("Le dossier est déposé : il ne change plus.")
    return _receiving(dossier, moment)


def _receiving(dossier: Dossier, moment: datetime.datetime) -> str:
    """A draft until the closing and its grace; one to complete until the day that the association said, while the
    palmarès is not settled.
    """
    if dossier.campaign.settled_at:
        return _("Le palmarès est arrêté.")
    if dossier.state == DossierState.TO_COMPLETE and dossier.complete_until:
        if moment <= dossier.complete_until:
            return ""
        return _("Le délai pour compléter est passé depuis le %(when)s.") % {"when": spoken(dossier.complete_until)}
    return why_not_receiving(dossier.campaign, moment)


def why_not_receiving(campaign: Campaign, moment: datetime.datetime) -> str:
    """Why a campaign takes no dossier at this moment; empty when it does."""
    phase = campaign.phase(moment)
    if phase in OPEN:
        return ""
    if phase in BEFORE:
        if campaign.opened_at and campaign.opens_at:
            return _("Les candidatures ouvrent le %(when)s.") % {"when": spoken(campaign.opens_at)}
        return _("Les candidatures ne sont pas ouvertes.")
    if campaign.closes_at is None:
        return _("Cette édition est passée.")
    return _("Les candidatures sont closes depuis le %(when)s.") % {"when": spoken(campaign.closes_at)}


def _until_closing(dossier: Dossier, moment: datetime.datetime) -> str:
    phase = dossier.campaign.phase(moment)
    return "" if phase == Phase.OPEN else _("La clôture est passée : le dossier ne se reprend plus.")


def why_not_reading(campaign: Campaign, moment: datetime.datetime) -> str:
    """Why the dossiers of a campaign are not given to the jury at this moment; empty when they are."""
    if campaign.settled_at:
        return _("Le palmarès est arrêté.")
    if campaign.phase(moment) == Phase.CLOSED:
        return ""
    return _("Les dossiers vont au jury après la clôture et son délai de grâce.")


def _until_settled(dossier: Dossier, _moment: datetime.datetime) -> str:
    return _("Le palmarès est arrêté.") if dossier.campaign.settled_at else ""


def _after_closing(dossier: Dossier, moment: datetime.datetime) -> str:
    """Until then, the collectivité may take its dossier back."""
    if dossier.campaign.settled_at:
        return _("Le palmarès est arrêté.")
    if dossier.campaign.phase(moment) == Phase.CLOSED:
        return ""
    return _("La recevabilité se prononce après la clôture : d’ici là, la collectivité peut reprendre son dossier.")


def _assigned(dossier: Dossier, moment: datetime.datetime) -> str:
    """Once it has readers who know of it."""
    refused = why_not_reading(dossier.campaign, moment)
    if refused:
        return refused
    return "" if dossier.assignments.told().exists() else _("L’attribution de ses lecteurs n’est pas confirmée.")


def _read(dossier: Dossier, moment: datetime.datetime) -> str:
    """Once its readers have all deposited, or the time of the readings is over. Who has none yet waits for some."""
    if refused := why_not_reading(dossier.campaign, moment):
        return refused
    until = dossier.campaign.readings_until
    if until and moment > until:
        return ""
    states = list(dossier.assignments.told().values_list("state", flat=True))
    if not states:
        return _("L’attribution de ses lecteurs n’est pas confirmée.")
    waiting = sum(state != AssignmentState.DONE for state in states)
    return (
        ngettext("Une lecture n’est pas déposée.", "%(count)s lectures ne sont pas déposées.", waiting)
        % {"count": waiting}
        if waiting
        else ""
    )


def _in_sitting(dossier: Dossier, _moment: datetime.datetime) -> str:
    if dossier.campaign.settled_at:
        return _("Le palmarès est arrêté.")
    return "" if dossier.campaign.sittings.open().exists() else _("Le jury ne siège pas : ouvrez une séance.")


def _after_embargo(dossier: Dossier, moment: datetime.datetime) -> str:
    return "" if dossier.campaign.phase(moment) == Phase.PUBLISHED else _("Le palmarès est sous embargo.")


_RULES: dict[When, Callable[[Dossier, datetime.datetime], str]] = {
    When.RECEIVING: _receiving,
    When.UNTIL_CLOSING: _until_closing,
    When.UNTIL_SETTLED: _until_settled,
    When.AFTER_CLOSING: _after_closing,
    When.ASSIGNED: _assigned,
    When.READ: _read,
    When.IN_SITTING: _in_sitting,
    When.AFTER_EMBARGO: _after_embargo,
}
