"""The label that each collectivité has now: that of the last public palmarès, given to the entity it is today, unless
it was taken back.
"""

from collections.abc import Collection
from typing import NamedTuple

from labels.models import Award, Campaign
from labels.published import last_year
from portal.page_cache import remember

FORMER, NEVER = "former", "never"
"""What a collectivité is that has no label now: labelled in an earlier year, or in none."""


class Label(NamedTuple):
    """``name`` is that of the level, in the scale of its year. A tuple, since hundreds are kept in the cache."""

    year: int
    symbols: int
    name: str
    is_honorary: bool = False


def current_labels() -> dict[int, Label]:
    """By the key of the collectivité; asked for by every listing, and read again once something public has changed."""
    year = last_year()
    return remember(f"current-labels:{year}", lambda: _labels_of(year)) if year else {}


def _labels_of(year: int) -> dict[int, Label]:
    rows = Award.objects.public().own().worn().filter(campaign__year=year).order_by()
    fields = ("collectivity_id", "campaign__year", "level__symbols", "level__name", "is_honorary")
    return {key: Label(*label) for key, *label in rows.values_list(*fields)}


def standing_of_label(year: int, symbols: int) -> str:
    """How the search knows a level: with its year, so that one of an earlier palmarès is never taken for one of now."""
    return f"{year}-{symbols}"


def standings(keys: Collection[int] | None = None) -> dict[int, str]:
    """What these collectivités are, or all of them: only those that were labelled once are named. What is written of
    it lasts: the database says which palmarès is the last, and nothing that was remembered.
    """
    awards = Award.objects.public().order_by()
    if keys is not None:
        awards = awards.filter(collectivity__in=keys)
    found = dict.fromkeys(awards.values_list("collectivity_id", flat=True), FORMER)
    if found:
        last = Campaign.objects.published().order_by("-year").values("pk")[:1]
        fields = ("collectivity_id", "campaign__year", "level__symbols")
        for key, year, symbols in awards.own().worn().filter(campaign__in=last).values_list(*fields):
            found[key] = standing_of_label(year, symbols)
    return found
