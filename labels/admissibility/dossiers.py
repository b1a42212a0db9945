"""The dossiers of a campaign as the association follows them."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from labels.enums import DossierState
from labels.models import Campaign, Deposit, Dossier

PLACES = (DossierState.DEPOSITED, DossierState.TO_COMPLETE)
"""What is listed first, in this order; then what is decided, and drafts at the end."""


@dataclass(frozen=True, slots=True)
class StateCount:
    state: DossierState
    count: int


def told_as(state: DossierState, campaign: Campaign | None) -> list[DossierState]:
    """The states that are told as this one: before the palmarès is public, what is decided is still in deliberation."""
    if campaign and campaign.is_published:
        return [state]
    return [one for one in DossierState if one.told == state]


def counts(campaign: Campaign) -> list[StateCount]:
    """How many dossiers are in each state that is told, in the order of the year; without those that nobody is in."""
    found = dict.fromkeys(DossierState, 0)
    for state, count in campaign.dossiers.order_by().values_list("state").annotate(count=Count("pk")):
        found[DossierState(state) if campaign.is_published else DossierState(state).told] += count
    return [StateCount(state, count) for state, count in found.items() if count]


def followed(campaign: Campaign | None) -> QuerySet[Dossier]:
    """Those to examine first, the oldest deposit before the others; drafts last.

    Each has ``number`` and ``is_late`` of its last deposit, beside what ``with_first_time`` and ``with_checks`` add.
    """
    last = Deposit.objects.filter(dossier=OuterRef("pk")).order_by("-received_at", "-pk")
    dossiers = Dossier.objects.filter(campaign=campaign).with_first_time().with_checks()
    found: QuerySet[Dossier] = (
        dossiers.select_related(
            "campaign", "questionnaire__campaign", "collectivity__departement", "collectivity__region"
        )
        .annotate(
            place=_place(),
            since=Case(When(state=DossierState.DEPOSITED, then="deposited_at")),
            is_late=Subquery(last.values("is_late")[:1]),
            number=Subquery(last.values("number")[:1]),
        )
        .order_by("place", F("since").asc(nulls_last=True), "collectivity__sort_name", "pk")
    )
    return found


def waiting(campaign: Campaign | None) -> QuerySet[Dossier]:
    """Those to examine, in the order of ``followed``."""
    return followed(campaign).filter(state=DossierState.DEPOSITED)


def _place() -> Case:
    first = [When(state=state, then=Value(place)) for place, state in enumerate(PLACES)]
    draft = When(state=DossierState.DRAFT, then=Value(len(PLACES) + 1))
    return Case(*first, draft, default=Value(len(PLACES)), output_field=IntegerField())
