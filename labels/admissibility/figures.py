"""How a campaign goes: how many dossiers, day by day, by région and by class, and whom to call."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.timezone import localdate

from collectivities.models import CollectivityPage
from labels.enums import DossierState, Phase
from labels.models import Campaign, Dossier

DEPOSITED = ~Q(state=DossierState.DRAFT)
SILENT_DAYS = 14
"""After how many days without a word a draft is silent."""


@dataclass(frozen=True, slots=True)
class Figures:
    """``registered`` are the collectivités with a page on the portal, ``begun`` every dossier, drafts included."""

    registered: int
    begun: int
    deposited: int
    firsts: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the dossiers: those of a région, of a class."""

    name: str
    begun: int
    deposited: int


@dataclass(frozen=True, slots=True)
class Day:
    """``total`` is how many of the dossiers had been deposited at the end of the day, a first time; a day that is
    ahead has none of it.
    """

    day: datetime.date
    count: int
    total: int
    is_ahead: bool


def figures(campaign: Campaign) -> Figures:
    dossiers = Dossier.objects.filter(campaign=campaign)
    found = dossiers.with_first_time().aggregate(
        begun=Count("pk"), deposited=Count("pk", filter=DEPOSITED), firsts=Count("pk", filter=Q(is_first=True))
    )
    pages = CollectivityPage.objects.public_in_every_language().order_by()
    registered = pages.aggregate(count=Count("collectivity", distinct=True))["count"]
    return Figures(registered, found["begun"], found["deposited"], found["firsts"])


def by_region(campaign: Campaign) -> list[Share]:
    return _shares(campaign, "collectivity__region__name", "collectivity__region__sort_name")


def by_class(campaign: Campaign) -> list[Share]:
    return _shares(campaign, "questionnaire__name", "questionnaire__for_territories", "questionnaire__from_inhabitants")


def by_day(campaign: Campaign) -> list[Day]:
    """From the opening to the closing; what is received within the grace period is of its last day."""
    if not campaign.opens_at or not campaign.closes_at:
        return []
    first, last, today = localdate(campaign.opens_at), localdate(campaign.closes_at), localdate()
    counts = Counter(min(max(localdate(moment), first), last) for moment in _first_deposits(campaign))
    found, total = [], 0
    for number in range((last - first).days + 1):
        day = first + datetime.timedelta(days=number)
        total += counts[day]
        found.append(Day(day, counts[day], total, day > today))
    return found


def _first_deposits(campaign: Campaign) -> QuerySet[Dossier, datetime.datetime]:
    deposited = Dossier.objects.filter(campaign=campaign).deposited().order_by()
    since: QuerySet[Dossier, datetime.datetime] = deposited.values_list(
        Coalesce(Min("deposits__received_at"), "deposited_at"), flat=True
    )
    return since


def silent(campaign: Campaign) -> QuerySet[Dossier]:
    """Drafts that nobody wrote in lately, the oldest first; none once dossiers are received no more."""
    if campaign.phase() not in {Phase.OPEN, Phase.GRACE}:
        return Dossier.objects.none()
    before = timezone.now() - datetime.timedelta(days=SILENT_DAYS)
    drafts: Any = Dossier.objects.drafts().filter(campaign=campaign, changed_at__lt=before)
    found: QuerySet[Dossier] = drafts.select_related("campaign", "collectivity__departement", "questionnaire")
    return found.order_by("changed_at", "pk")


def absent(campaign: Campaign) -> int:
    """How many of those that were candidates the year before have no dossier this year."""
    now = Dossier.objects.filter(campaign=campaign, collectivity=OuterRef("collectivity"))
    earlier = Dossier.objects.filter(campaign__year=campaign.year - 1).deposited()
    return int(earlier.exclude(Exists(now)).count())


def _shares(campaign: Campaign, name: str, *order: str) -> list[Share]:
    rows = Dossier.objects.filter(campaign=campaign).order_by(*order).values_list(name, *order)
    counted = rows.annotate(begun=Count("pk"), deposited=Count("pk", filter=DEPOSITED))
    return [Share(row[0] or "", *row[-2:]) for row in counted]
