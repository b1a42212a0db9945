"""Which two years are compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict

from labels.models import Campaign

YEAR, EARLIER = "annee", "avec"
"""The parameters of an address that name both years."""


@dataclass(frozen=True, slots=True)
class Years:
    """``campaign`` is a year that was led on the portal, ``earlier`` one before it, of which perhaps the palmarès alone
    is known; ``led`` and ``before`` are those that may be chosen.
    """

    campaign: Campaign
    earlier: Campaign | None
    led: Sequence[Campaign]
    before: Sequence[Campaign]

    @classmethod
    def asked(cls, parameters: QueryDict) -> Self | None:
        """The last year and the one before it, unless others are asked for; none while no palmarès is public."""
        published = list(Campaign.objects.published().order_by("-year"))
        led = [one for one in published if one.opened_at]
        if not led:
            return None
        campaign = _named(led, parameters.get(YEAR)) or led[0]
        before = [one for one in published if one.year < campaign.year]
        return cls(campaign, _named(before, parameters.get(EARLIER)) or next(iter(before), None), led, before)

    @property
    def both(self) -> list[Campaign]:
        return [self.campaign, *([self.earlier] if self.earlier else [])]

    @property
    def earlier_was_led(self) -> bool:
        """Whether dossiers, questions and notes of the earlier year are known, and not only its labels."""
        return bool(self.earlier and self.earlier.opened_at)

    @property
    def query(self) -> str:
        """What names both in an address."""
        earlier = f"&{EARLIER}={self.earlier.year}" if self.earlier else ""
        return f"{YEAR}={self.campaign.year}{earlier}"


def _named(campaigns: Sequence[Campaign], year: str | None) -> Campaign | None:
    return next((one for one in campaigns if str(one.year) == year), None)
