"""What a procès-verbal says, as plain data: what is sealed, printed and fingerprinted.

Hours are in UTC and numbers are text, so that no reader changes them. Who stepped out is named, and not by which link:
that is for the association to know.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from labels.enums import DossierState
from labels.models import Campaign, Decision, JournalEntry, Sitting
from labels.scoring.agreement import agreement
from labels.scoring.table import of_campaign
from labels.workflow import DECIDE_AGAIN

VERSION = 1
"""Of the shape of the data: a reader of old minutes knows which it has."""
Content = dict[str, Any]


class Kind:
    """What minutes are of."""

    SITTING = "sitting"
    SETTLED = "settled"
    TAKEN_BACK = "taken_back"


def of_sitting(sitting: Sitting) -> Content:
    """A sitting that is over: who was there, what was decided, in the order it was, and what was decided again.

    In a constant number of queries.
    """
    attendances = list(sitting.attendances.select_related("juror__user"))
    presiding = [one for one in attendances if one.juror.is_president]
    return {
        "kind": Kind.SITTING,
        "sitting": {
            "number": sitting.number,
            "place": sitting.place,
            "opened_at": hour(sitting.opened_at),
            "closed_at": hour(sitting.closed_at) if sitting.closed_at else None,
        },
        "presided": str(presiding[0].juror) if presiding else None,
        "attendances": [
            {
                "name": str(one.juror),
                "arrived_at": hour(one.arrived_at),
                "left_at": hour(one.left_at) if one.left_at else None,
            }
            for one in attendances
        ],
        "decisions": _decisions(sitting),
        "decided_again": _decided_again(sitting),
    }


def of_palmares(campaign: Campaign, decisions: Iterable[Decision], refused: Iterable[Any]) -> Content:
    """The whole list as it is settled: what was decided of each, which dossiers were not received, and how far the
    readers agreed, which the method page tells once the palmarès is public.
    """
    return {
        "kind": Kind.SETTLED,
        "settled_at": hour(campaign.settled_at) if campaign.settled_at else None,
        "embargo_until": hour(campaign.embargo_until) if campaign.embargo_until else None,
        "outcomes": [{**_outcome(one), "sitting": one.sitting.number} for one in decisions],
        "inadmissible": [_named(one.collectivity) for one in refused],
        "agreement": _agreement(campaign),
    }


def of_taking_back(reason: str, moment: datetime.datetime) -> Content:
    return {"kind": Kind.TAKEN_BACK, "taken_back_at": hour(moment), "reason": reason}


def linked(campaign: Campaign, number: int, previous: str, content: Content) -> Content:
    """With its place in the chain: the fingerprint of the minutes before is part of what is fingerprinted."""
    return {"version": VERSION, "year": campaign.year, "number": number, "previous": previous or None, **content}


def standing_decisions(campaign: Campaign) -> "QuerySet[Decision]":
    """Those that hold, by the name of their collectivité, with what is said of them."""
    rows = Decision.objects.standing().filter(dossier__campaign=campaign)
    rows = rows.select_related("level", "sitting", "dossier__collectivity__departement").prefetch_related("mentions")
    found: QuerySet[Decision] = rows.order_by("dossier__collectivity__sort_name", "dossier_id")
    return found


def hour(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat()


def _agreement(campaign: Campaign) -> Content:
    """Krippendorff's alpha, to the hundredth, of the marks and of the notes of each criterion."""
    found = agreement(of_campaign(campaign, with_grids=True))
    return {
        "dossiers": found.dossiers,
        "marks": _alpha(found.marks),
        "criteria": [{"name": name, "alpha": _alpha(alpha)} for name, alpha in found.criteria],
    }


def _alpha(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _decisions(sitting: Sitting) -> list[Content]:
    rows = sitting.decisions.select_related("level", "dossier__collectivity__departement").order_by("decided_at", "pk")
    found = list(rows.prefetch_related("mentions", "presences__juror__user"))
    first = _first_decisions(found)
    return [
        {
            **_outcome(one),
            "opinion": one.opinion,
            "decided_at": hour(one.decided_at),
            "by": one.by,
            "mean": _number(one.basis.get("raw")),
            "score": _number(one.basis.get("score")),
            "replaces": first[one.dossier_id] < one.pk,
            "present": [str(who.juror) for who in one.presences.all() if not who.stepped_out],
            "stepped_out": [str(who.juror) for who in one.presences.all() if who.stepped_out],
        }
        for one in found
    ]


def _first_decisions(decisions: Iterable[Decision]) -> dict[int, int]:
    """By dossier, the key of the first decision that was ever taken on it."""
    rows = Decision.objects.filter(dossier__in=[one.dossier_id for one in decisions]).order_by("-pk")
    return dict(rows.values_list("dossier_id", "pk"))


def _decided_again(sitting: Sitting) -> list[Content]:
    """What the jury took back during the sitting, and why."""
    rows = JournalEntry.objects.filter(
        campaign=sitting.campaign_id, action=DECIDE_AGAIN.name, at__gte=sitting.opened_at
    ).select_related("dossier__collectivity__departement")
    if sitting.closed_at:
        rows = rows.filter(at__lte=sitting.closed_at)
    return [
        {"collectivity": _named(one.dossier.collectivity), "at": hour(one.at), "by": one.by, "reason": one.reason}
        for one in rows.order_by("at", "pk")
    ]


def _outcome(decision: Decision) -> Content:
    level = decision.level
    return {
        "collectivity": _named(decision.dossier.collectivity),
        "outcome": str(DossierState(decision.outcome)),
        "level": {"name": level.name, "symbols": level.symbols} if level else None,
        "mentions": [mention.name for mention in decision.mentions.all()],
    }


def _named(collectivity: Any) -> Content:
    return {"kind": collectivity.kind, "code": collectivity.code, "name": collectivity.full_name}


def _number(value: Any) -> str | None:
    return None if value is None else str(value)
