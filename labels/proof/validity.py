"""Until when a label is worn, and what it is at a moment."""

import datetime
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labels.models import Award, Campaign

LONGEST_YEARS = 2
"""When no other edition follows."""


class Standing(TextChoices):
    """What whoever verifies a label is told first."""

    CURRENT = "current", _("Ce label est authentique et en cours de validité")
    EXPIRED = "expired", _("Ce label est authentique, son millésime est passé")
    WITHDRAWN = "withdrawn", _("Ce label a été retiré")


@dataclass(frozen=True, slots=True)
class Validity:
    """``is_last`` until the following edition is given: the end may come earlier then."""

    standing: Standing
    since: datetime.datetime
    until: datetime.datetime
    is_last: bool

    @property
    def is_current(self) -> bool:
        return self.standing == Standing.CURRENT


def validity_of(award: Award, following: Campaign | None) -> Validity:
    """Of a public award; ``following`` is the first edition after its own that was given."""
    campaign = award.campaign
    since = ceremony_of(campaign)
    longest = longest_after(since)
    until = campaign.valid_until or min(longest, ceremony_of(following) if following else longest)
    standing = Standing.CURRENT if timezone.now() < until else Standing.EXPIRED
    if hasattr(award, "withdrawal"):
        standing = Standing.WITHDRAWN
    return Validity(standing, since, until, following is None and campaign.valid_until is None)


def following_edition(campaign: Campaign) -> Campaign | None:
    found: Campaign | None = Campaign.objects.published().filter(year__gt=campaign.year).order_by("year").first()
    return found


def ceremony_of(campaign: Campaign) -> datetime.datetime:
    """When its labels were given: one that is settled has it."""
    if campaign.embargo_until is None:
        raise ValueError("No ceremony is dated.")
    return campaign.embargo_until


def longest_after(ceremony: datetime.datetime) -> datetime.datetime:
    """The same time of day in Paris, two years later."""
    there = timezone.localtime(ceremony)
    year = there.year + LONGEST_YEARS
    try:
        return there.replace(year=year)
    except ValueError:
        # A ceremony of a 29 February.
        return there.replace(year=year, day=28)


def next_change() -> datetime.datetime | None:
    """When the next labels become public, or the next ones end: whatever was kept before is false from then on."""
    now = timezone.now()
    # Those of an edition that is not settled too: how long an answer is kept must not say which one is.
    rows = Campaign.objects.filter(embargo_until__isnull=False).values_list("embargo_until", "valid_until")
    moments = {moment for start, end in rows for moment in (start, end, longest_after(start)) if moment}
    return min((moment for moment in moments if moment > now), default=None)
