"""Which palmarès are public at this second. Most pages ask: the days are remembered, and the clock is read."""

import datetime
from typing import NamedTuple

from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from labels.models import Campaign
from portal.page_cache import keep_until, remember


class Edition(NamedTuple):
    """A settled palmarès: its year, from when on it is public, and the highest number of arobases of its scale."""

    year: int
    public_from: datetime.datetime
    highest: int


def _settled() -> list[Edition]:
    rows = Campaign.objects.settled().order_by("year").annotate(highest=Max("levels__symbols"))
    return [Edition(*row) for row in rows.values_list("year", "embargo_until", "highest") if row[2] is not None]


def _editions() -> list[Edition]:
    """All of them, those under embargo too: these are told to nobody."""
    return remember("label-editions", _settled)


def editions() -> list[Edition]:
    """The public ones, the first year first."""
    now = timezone.now()
    return [edition for edition in _editions() if edition.public_from <= now]


def last_year() -> int | None:
    """The year of the last public palmarès: a label of that year is the one a collectivité has now."""
    return max((edition.year for edition in editions()), default=None)


def turn(request: HttpRequest) -> None:
    """Say that the answer, which tells labels, is out of date the second another palmarès becomes public. To be said
    **before** the awards are read: one that becomes public in between is then in an answer that is not kept, and never
    missing from one that is.
    """
    now = timezone.now()
    for edition in _editions():
        if edition.public_from > now:
            keep_until(request, edition.public_from)
