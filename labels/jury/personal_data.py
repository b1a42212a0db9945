"""What is held of a member of the jury, and what becomes of it."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from labels.jury.enums import JurorState
from labels.jury.recusing import leaving
from labels.models import Assignment, Attendance, Interest, Juror, JuryRules, Review
from portal.models import User
from portal.personal_data import Holding
from portal.retention import months_before


def _read(user: User) -> dict[str, Any]:
    """Everything, but of dossiers that the person was never told of."""
    own = (
        "campaign__year", "state", "is_president", "quality", "employer", "mandates", "public_name",
        "public_function", "named_publicly_at", "invited_at", "answered_at", "declared_at",
    )  # fmt: skip
    link = (
        "juror__campaign__year", "kind", "collectivity__name", "collectivity__code", "organisation", "reach", "state",
        "note", "declared_at", "ended_at",
    )  # fmt: skip
    told = Assignment.objects.filter(juror__user=user, told_at__isnull=False)
    there = Attendance.objects.filter(juror__user=user)
    of = ("assignment__dossier__campaign__year", "assignment__dossier__collectivity__name")
    written = Review.objects.filter(assignment__juror__user=user).order_by("pk")
    return {
        "juries": list(Juror.objects.filter(user=user).values(*own)),
        "interests": list(Interest.objects.filter(juror__user=user).values(*link)),
        "dossiers": list(told.values("dossier__campaign__year", "dossier__collectivity__name", "told_at")),
        "readings": list(written.values(*of, "opinion", "notes", "mark", "deposited_at")),
        "sittings": list(there.values("sitting__campaign__year", "sitting__number", "arrived_at", "left_at")),
    }


def _erase(user: User) -> None:
    """What is to be read goes to others; what was read stays, of nobody, without the notes that were hers alone."""
    for juror in Juror.objects.filter(user=user).select_related("campaign", "user"):
        JuryRules.objects.locked(juror.campaign)
        if juror.state in JurorState.expected() and juror.campaign.settled_at is None:
            leaving(juror, JurorState.WITHDRAWN)
        juror.interests.all().delete()
        Review.objects.filter(assignment__juror=juror).update(notes="")
        Juror.objects.filter(pk=juror.pk).update(
            employer="", mandates="", public_name="", public_function="", named_publicly_at=None
        )


def described() -> str:
    return f"interests of jurors, {settings.PORTAL_JURY_MONTHS} months after the last day of appeals"


def forgotten() -> "QuerySet[Interest]":
    """Links of juries of long ago."""
    limit = months_before(timezone.now(), settings.PORTAL_JURY_MONTHS)
    found: QuerySet[Interest] = Interest.objects.filter(juror__campaign__appeals_until__lt=limit)
    return found


JUROR = Holding("jury", _read, _erase)
