"""What is missing before a palmarès may be settled: each with where it is mended, for who may."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.campaigns.addresses import campaign_address
from labels.deliberation.room import Seat
from labels.enums import DossierState
from labels.models import Campaign, Decision, Dossier
from labels.timing import spoken, why_not_reading

OVER = (DossierState.DRAFT, DossierState.INADMISSIBLE, *DossierState.decided(), DossierState.PUBLISHED)
"""States that a palmarès is settled with: a draft was never deposited, the others have their answer."""


@dataclass(frozen=True, slots=True)
class Named:
    """A dossier that is not decided. ``url`` leads to where it is, for who may open that."""

    name: str
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class Missing:
    """``said`` are sentences, each with an address or none; ``kept`` how many undecided dossiers are kept from her."""

    said: tuple[tuple[str, str], ...] = ()
    undecided: tuple[Named, ...] = ()
    kept: int = 0

    def __bool__(self) -> bool:
        return bool(self.said or self.undecided or self.kept)


def missing_for(seat: Seat) -> Missing:
    undecided = _undecided(seat.campaign).select_related("campaign", "collectivity__departement")
    rows = list(undecided.order_by("collectivity__sort_name", "pk"))
    readable = [one for one in rows if seat.actors(one)]
    named = tuple(
        Named(one.collectivity.full_name, str(DossierState(one.state).label), _place(seat, one)) for one in readable
    )
    return Missing(tuple(_said(seat.campaign, seat)), named, len(rows) - len(readable))


def why_not_settled(campaign: Campaign) -> str:
    """Why a palmarès cannot be settled now, in a sentence; empty when it can."""
    for said, _url in _said(campaign):
        return said
    if _undecided(campaign).exists():
        return _("Des dossiers ne sont pas décidés : le palmarès ne s’arrête pas sans eux.")
    return ""


def _said(campaign: Campaign, seat: Seat | None = None) -> Iterator[tuple[str, str]]:
    if not campaign.opened_at:
        yield _("La campagne n’a pas été ouverte."), ""
    elif too_early := why_not_reading(campaign, timezone.now()):
        yield too_early, ""
    if campaign.embargo_until and campaign.embargo_until <= timezone.now():
        url = campaign_address(campaign, "move") if seat and seat.is_secretary else ""
        said = _("L’embargo a pris fin le %(when)s : l’association donne d’abord une autre date.")
        yield said % {"when": spoken(campaign.embargo_until)}, url
    if seat.sitting if seat else campaign.sittings.open().exists():
        yield _("Une séance est ouverte : levez-la d’abord."), reverse("jury_deliberation_door")


def _undecided(campaign: Campaign) -> "QuerySet[Dossier]":
    """Neither decided nor inadmissible; or in the state of a decision that nobody wrote."""
    decision = Decision.objects.filter(dossier=OuterRef("pk"), outcome=OuterRef("state"))
    rows = Dossier.objects.filter(campaign=campaign)
    unwritten = rows.filter(~Exists(decision), state__in=DossierState.decided())
    found: QuerySet[Dossier] = rows.exclude(state__in=OVER) | unwritten
    return found


def _place(seat: Seat, dossier: Dossier) -> str:
    if dossier.pk in seat.dossiers:
        return reverse("jury_deliberation_dossier", args=[dossier.pk])
    return reverse("dossiers:edit", args=[dossier.pk]) if seat.is_secretary else ""
