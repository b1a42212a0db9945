"""How a campaign goes: how many dossiers, day by day, by région and by class, and whom to call."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

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


class Row(NamedTuple):
    """The dossiers of a class in a région; ``silent`` are the drafts that nobody wrote in lately."""

    region: str | None
    region_sort_name: str | None
    name: str
    for_territories: bool
    from_inhabitants: int
    begun: int
    deposited: int
    firsts: int
    silent: int


def counted(campaign: Campaign) -> list[Row]:
    """Every dossier of a campaign, in one query."""
    region, questionnaire = "collectivity__region", "questionnaire"
    rows = Dossier.objects.filter(campaign=campaign).with_first_time().order_by()
    groups: Any = rows.values_list(
        f"{region}__name",
        f"{region}__sort_name",
        f"{questionnaire}__name",
        f"{questionnaire}__for_territories",
        f"{questionnaire}__from_inhabitants",
    )
    found = groups.annotate(
        begun=Count("pk"),
        deposited=Count("pk", filter=DEPOSITED),
        firsts=Count("pk", filter=Q(is_first=True)),
        silent=Count("pk", filter=_is_silent(campaign)),
    )
    return [Row(*row) for row in found]


def figures(rows: Iterable[Row]) -> Figures:
    rows = list(rows)
    pages = CollectivityPage.objects.public_in_every_language().order_by()
    registered = pages.aggregate(count=Count("collectivity", distinct=True))["count"]
    sums = (sum(getattr(row, name) for row in rows) for name in ("begun", "deposited", "firsts"))
    return Figures(registered, *sums)


def by_region(rows: Iterable[Row]) -> list[Share]:
    """By name; those without a région last."""
    ordered = sorted(rows, key=lambda row: (row.region is None, row.region_sort_name or ""))
    return _shares(ordered, lambda row: row.region or "")


def by_class(rows: Iterable[Row]) -> list[Share]:
    ordered = sorted(rows, key=lambda row: (row.for_territories, row.from_inhabitants, row.name))
    return _shares(ordered, lambda row: row.name)


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
    drafts: Any = Dossier.objects.filter(_is_silent(campaign), campaign=campaign)
    found: QuerySet[Dossier] = drafts.select_related("campaign", "collectivity__departement", "questionnaire")
    return found.order_by("changed_at", "pk")


def _is_silent(campaign: Campaign) -> Q:
    if campaign.phase() not in {Phase.OPEN, Phase.GRACE}:
        return Q(pk__in=())
    before = timezone.now() - datetime.timedelta(days=SILENT_DAYS)
    return Q(state=DossierState.DRAFT, changed_at__lt=before)


def absent(campaign: Campaign) -> int:
    """How many of those that were candidates the year before have no dossier this year."""
    now = Dossier.objects.filter(campaign=campaign, collectivity=OuterRef("collectivity"))
    earlier = Dossier.objects.filter(campaign__year=campaign.year - 1).deposited()
    return int(earlier.exclude(Exists(now)).count())


def _shares(rows: Iterable[Row], name_of: Callable[[Row], str]) -> list[Share]:
    """One for each name, in the order of the rows."""
    found: dict[str, Share] = {}
    for row in rows:
        name = name_of(row)
        before = found.get(name, Share(name, 0, 0))
        found[name] = Share(name, before.begun + row.begun, before.deposited + row.deposited)
    return list(found.values())
