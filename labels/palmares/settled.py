"""A palmarès whole: one that anybody reads, or one that the jury settled and the association prepares to tell."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from labels.models import Award, Campaign
from labels.palmares.laureates import Laureate, laureates_among, laureates_of
from labels.palmares.years import Year, published, years_of


@dataclass(frozen=True, slots=True)
class Settled:
    """``shown`` counts its levels; ``compared`` are the years that it is compared with, the last one first."""

    shown: Year
    laureates: list[Laureate]
    compared: list[int]

    @property
    def year(self) -> int:
        return self.shown.year

    @property
    def embargo_until(self) -> datetime.datetime:
        return self.shown.published_at

    @property
    def is_under_embargo(self) -> bool:
        return self.embargo_until > timezone.now()


def published_palmares(year: int) -> Settled | None:
    """That of a year, where it is public."""
    years = published()
    shown = next((one for one in years if one.year == year), None)
    if not shown:
        return None
    laureates = laureates_of(year, {one.year: one.highest for one in years})
    return Settled(shown, laureates, [one.year for one in years if one.year < year])


def settled_palmares(year: int) -> Settled | None:
    """That of a year, under embargo or not, beside those that are public before it: for the association alone. Nothing
    where it is not settled, or gave nothing.
    """
    known = Campaign.objects.settled().filter(year=year) | Campaign.objects.published().filter(year__lt=year)
    years = years_of(known)
    shown = next((one for one in years if one.year == year), None)
    if not shown:
        return None
    laureates = laureates_among(Award.objects.settled(), year, {one.year: one.highest for one in years})
    return Settled(shown, laureates, [one.year for one in years if one is not shown])


def settled_years() -> list[int]:
    """The last one first."""
    return list(Campaign.objects.settled().filter(awards__isnull=False).distinct().values_list("year", flat=True))
