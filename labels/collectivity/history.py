"""The labels of a collectivité since the first palmarès, each on the scale of its year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.functional import cached_property

from collectivities.models import Collectivity
from labels.models import Award
from labels.published import Edition, editions
from labels.wording import level_of_scale


@dataclass(frozen=True, slots=True)
class Year:
    """What a year gave, nothing where there is no ``award``; ``highest`` is the most arobases that it could give."""

    year: int
    highest: int
    award: Award | None = None

    @property
    def is_worn(self) -> bool:
        """Whether there is a label, that nobody took back."""
        return self.award is not None and not self.is_withdrawn

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self.award, "withdrawal")

    @property
    def symbols(self) -> int:
        return self.award.level.symbols if self.award else 0

    @property
    def level(self) -> str:
        return level_of_scale(self.symbols, self.award.level.name, self.highest) if self.award else ""


@dataclass(frozen=True, slots=True)
class Merged:
    """An entity that is part of the collectivité since, by the name it was labelled under, and its years."""

    name: str
    years: list[Year]


@dataclass
class History:
    """``years`` are all those with a palmarès, the first one first; ``parts`` those who merged into it."""

    years: list[Year] = field(default_factory=list)
    parts: list[Merged] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.labelled or self.parts)

    @cached_property
    def labelled(self) -> list[Year]:
        """The years with a label of its own."""
        return [year for year in self.years if year.award]

    @property
    def last(self) -> Year:
        """That of the last palmarès."""
        return self.years[-1]

    @property
    def is_recent(self) -> bool:
        """Whether the last label is in the second half of the years: where not all are seen, these are seen first."""
        return bool(self.labelled) and self.labelled[-1].year >= self.years[len(self.years) // 2].year

    @property
    def has_mention(self) -> bool:
        return any(not year.symbols for year in self.labelled)

    @property
    def has_one_scale(self) -> bool:
        return len({year.highest for year in self.years}) == 1


def history_of(collectivity: Collectivity) -> History:
    """Two queries where there are labels, one where there are none."""
    known = {edition.year: edition for edition in editions()}
    if not known:
        return History()
    rows = Award.objects.public().of(collectivity).select_related("campaign", "level", "withdrawal")
    awards = list(rows.prefetch_related("mentions"))
    if not awards:
        return History()
    own = {award.campaign.year: award for award in awards if award.entity_code == collectivity.code}
    others = [award for award in awards if award.entity_code != collectivity.code]
    return History([_year(edition, own.get(edition.year)) for edition in known.values()], list(_parts(others, known)))


def _year(edition: Edition, award: Award | None) -> Year:
    return Year(edition.year, edition.highest, award)


def _parts(awards: Sequence[Award], known: dict[int, Edition]) -> Iterable[Merged]:
    """By entity, the last name it had, the latest year first."""

    def entity(award: Award) -> Any:
        return award.entity_code

    for _code, group in groupby(sorted(awards, key=entity), entity):
        of_entity = list(group)
        years = [_year(known[award.campaign.year], award) for award in of_entity if award.campaign.year in known]
        if years:
            yield Merged(of_entity[0].entity_name, years)
