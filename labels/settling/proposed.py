"""The palmarès as the jury decided it, beside the labels of the years before. It is secret: who leads the deliberation
reads it, without the dossiers that are kept from her.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from labels.deliberation.room import Seat
from labels.minutes.content import standing_decisions
from labels.models import Campaign, Decision
from labels.palmares.laureates import Earlier, own_past, past_of
from labels.palmares.scales import comparable
from labels.palmares.years import Year, published


class Path(models.TextChoices):
    """Where a collectivité comes from, as the palmarès says it: the scales must be comparable."""

    ENTERS = "enters", _("entre au palmarès")
    PROGRESSES = "progresses", _("progresse")
    GOES_DOWN = "goes_down", _("recule")
    LOSES = "loses", _("n’a plus de label")
    SAME = "same", ""

    def counted(self, count: int) -> str:
        """How many came so."""
        match self:
            case Path.ENTERS:
                said = ngettext("Une entre au palmarès", "%(count)s entrent au palmarès", count)
            case Path.PROGRESSES:
                said = ngettext("Une progresse", "%(count)s progressent", count)
            case Path.GOES_DOWN:
                said = ngettext("Une recule", "%(count)s reculent", count)
            case Path.LOSES:
                said = ngettext("Une n’a plus de label", "%(count)s n’ont plus de label", count)
            case _:
                return ""
        return said % {"count": count}


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    symbols: int | None
    mentions: tuple[str, ...]
    previous: Earlier | None
    path: Path


@dataclass(frozen=True, slots=True)
class Rung:
    """A level, who has it, and how many had it in the last palmarès; nothing where its scale had no such rung."""

    symbols: int
    name: str
    lines: tuple[Line, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """``kept`` is how many dossiers are kept from who reads it: they are in no count."""

    rungs: tuple[Rung, ...]
    not_labelled: tuple[Line, ...]
    paths: Mapping[str, int]
    last: Year | None
    kept: int

    @property
    def total(self) -> int:
        """How many collectivités have a label or a mention."""
        return sum(len(rung.lines) for rung in self.rungs)


def proposed_to(seat: Seat) -> Proposed:
    """In a constant number of queries."""
    campaign, years = seat.campaign, published()
    decisions = list(standing_decisions(campaign))
    readable = [one for one in decisions if one.dossier_id in seat.dossiers]
    levels = list(campaign.levels.order_by("-symbols"))
    last = years[0] if years else None
    before = {rung.symbols: rung.count for rung in last.rungs} if last else {}
    lines = _lines(campaign, readable, years, max((level.symbols for level in levels), default=0))
    rungs = tuple(
        Rung(
            level.symbols,
            level.name,
            tuple(one for one in lines if one.symbols == level.symbols),
            before.get(level.symbols),
        )
        for level in levels
    )
    paths = Counter(str(one.path) for one in lines if one.path != Path.SAME)
    not_labelled = tuple(one for one in lines if one.symbols is None)
    return Proposed(rungs, not_labelled, paths, last, len(decisions) - len(readable))


def _lines(campaign: Campaign, decisions: Sequence[Decision], years: Sequence[Year], highest: int) -> list[Line]:
    past = past_of([one.dossier.collectivity_id for one in decisions], campaign.year)
    scales = {year.year: year.highest for year in years}
    last = max(scales, default=None)
    found = []
    for one in decisions:
        collectivity = one.dossier.collectivity
        own = own_past(collectivity.code, collectivity.code, past.get(collectivity.pk, ()))
        previous = own[0] if own else None
        is_comparable = bool(previous and comparable(highest, scales.get(previous.year, 0)))
        symbols = one.level.symbols if one.level else None
        found.append(
            Line(
                name=collectivity.full_name,
                symbols=symbols,
                mentions=tuple(mention.name for mention in one.mentions.all()),
                previous=previous,
                path=_path(symbols, previous, is_comparable=is_comparable, last=last),
            )
        )
    return found


def _path(symbols: int | None, previous: Earlier | None, *, is_comparable: bool, last: int | None) -> Path:
    if symbols is None:
        return Path.LOSES if previous and previous.year == last else Path.SAME
    if previous is None:
        return Path.ENTERS if last else Path.SAME
    if not is_comparable or symbols == previous.symbols:
        return Path.SAME
    return Path.PROGRESSES if symbols > previous.symbols else Path.GOES_DOWN
