"""The awards of every year since 1999, up to the one before the campaign that is open."""

import datetime
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.utils import timezone

from collectivities.models import Collectivity
from home.demo import content
from home.demo.label.drawing import merit, share, split
from labels.models import Award, Campaign, Level

FIRST = 1999
CEREMONY = datetime.time(18, 30)
LATELY = 9
"""Years."""
Given = dict[int, dict[str, int]]
"""By year, the number of arobases of each collectivité, by official code."""


def draw(towns: Iterable[Collectivity], last: int, always: set[str]) -> Given:
    """Who has which level in each year until ``last``. The same collectivités come back, and most of them progress;
    those of ``always`` have come every time lately.
    """
    codes, editions = [town.code for town in towns], content.label()
    seen: Counter[str] = Counter()
    given: Given = {}
    for year in range(FIRST, last + 1):
        levels = _levels(year, editions)
        asked = always if year > last - LATELY else set()
        came = sorted(codes, key=lambda code: (code not in asked, -_faithful(code, year)))[: sum(levels.values())]
        came.sort(key=lambda code: _standing(code, year, seen[code]))
        given[year] = {}
        for symbols in sorted(levels):
            for code in came[: levels[symbols]]:
                given[year][code] = symbols
            came = came[levels[symbols] :]
        seen.update(given[year])
    return given


def load(given: Given, towns: Iterable[Collectivity]) -> list[Campaign]:
    """Write the awards; a year that is there already keeps its own. Returns the campaigns that were made."""
    by_code = {town.code: town for town in towns}
    known = set(Campaign.objects.values_list("year", flat=True))
    made = []
    for year, levels in given.items():
        if year not in known:
            campaign = _campaign(year)
            made.append(campaign)
            award(campaign, levels, by_code)
    return made


def award(campaign: Campaign, given: dict[str, int], towns: dict[str, Collectivity]) -> list[Award]:
    """Give the levels of a year to its collectivités."""
    levels = {level.symbols: level for level in campaign.levels.all()}
    for symbols in sorted(set(given.values()) - set(levels)):
        name = content.label()["names"][str(symbols)]
        levels[symbols] = Level.objects.create(campaign=campaign, symbols=symbols, name=name, sort_order=symbols)
    return list(
        Award.objects.bulk_create(
            Award(
                campaign=campaign,
                collectivity=towns[code],
                entity_code=code,
                entity_name=towns[code].name,
                level=levels[symbols],
            )
            for code, symbols in given.items()
        )
    )


def _campaign(year: int) -> Campaign:
    """One that was over before it was written here."""
    moment = timezone.make_aware(datetime.datetime.combine(datetime.date(year - 1, 12, 4), CEREMONY))
    created: Campaign = Campaign.objects.create(year=year, settled_at=moment, embargo_until=moment)
    return created


def _levels(year: int, editions: dict[str, Any]) -> dict[int, int]:
    """How many of each level: what the sources say, or the shares of the time."""
    known = {edition["year"]: edition for edition in editions["editions"]}
    if year in known and "levels" in known[year]:
        return {int(symbols): count for symbols, count in known[year]["levels"].items()}
    scale = [scale for scale in editions["scales"] if scale["since"] <= year][-1]
    return split(_total(year, known), {int(symbols): part for symbols, part in scale["shares"].items()})


def _total(year: int, known: dict[int, dict[str, Any]]) -> int:
    """What the sources say of a year, or what lies between two that they tell; the last one goes on."""
    for (before, first), (after, last) in pairwise(sorted(known.items())):
        if before <= year <= after:
            way = (year - before) / (after - before)
            return round(first["total"] + way * (last["total"] - first["total"]))
    return int(known[max(known)]["total"])


def _faithful(code: str, year: int) -> float:
    """Who candidates often does so again; a change of team every few years counts too."""
    return 0.7 * share("faithful", code) + 0.3 * share("team", code, year // 4)


def _standing(code: str, year: int, seen: int) -> float:
    return 0.55 * merit(code) + 0.3 * min(seen / 8, 1) + 0.15 * share("standing", code, year)
