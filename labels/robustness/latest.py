"""What the last trial of a campaign found, for the screens of the deliberation."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from labels.enums import RunState
from labels.models import Campaign, Trial
from labels.robustness.digest import digest
from labels.robustness.results import Result, Verdict
from labels.robustness.tasks import LONGEST


@dataclass(frozen=True)
class Latest:
    """``last`` is the trial that was asked for last, ``done`` the last one that ended well."""

    campaign: Campaign
    last: Trial | None
    done: Trial | None

    @cached_property
    def result(self) -> Result:
        return Result.read(self.done.result) if self.done else Result({})

    @cached_property
    def is_stale(self) -> bool:
        """Whether readings, or thresholds, have changed since. Two queries."""
        return self.done is not None and self.done.digest != digest(self.campaign)

    @property
    def is_working(self) -> bool:
        return (
            self.last is not None
            and self.last.state == RunState.WORKING
            and self.last.asked_at > timezone.now() - LONGEST
        )

    @property
    def has_failed(self) -> bool:
        """One that was lost with its process has."""
        return self.last is not None and self.last.state != RunState.DONE and not self.is_working

    def of(self, dossier: int) -> Verdict | None:
        return self.result.verdicts.get(dossier)


def latest(campaign: Campaign) -> Latest:
    """One query, whether a trial is going on, has failed or neither."""
    rows = Trial.objects.filter(campaign=campaign)
    last, done = rows.values("pk")[:1], rows.done().values("pk")[:1]
    found: list[Trial] = list(rows.filter(Q(pk__in=last) | Q(pk__in=done)))
    return Latest(
        campaign, found[0] if found else None, next((one for one in found if one.state == RunState.DONE), None)
    )
