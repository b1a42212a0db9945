"""All that the stage shows, of a palmarès or of a rehearsal."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from labels.ceremony.cards import cards_of
from labels.ceremony.choices import Envelopes, Order
from labels.ceremony.rehearsal import rehearsal_cards, rehearsal_place, rehearsal_year
from labels.ceremony.running_order import Card, Group, Slide, in_order, slides
from labels.palmares.settled import Settled
from portal.addresses import whole_address


@dataclass(frozen=True)
class Stage:
    """``held_at`` is when the embargo ends; nothing for a rehearsal."""

    year: int
    place: str
    held_at: datetime.datetime | None
    is_under_embargo: bool
    order: Order
    envelopes: Envelopes
    cards: list[Card]

    @property
    def is_rehearsal(self) -> bool:
        return self.held_at is None

    @cached_property
    def groups(self) -> list[Group]:
        return in_order(self.cards, self.order)

    @cached_property
    def slides(self) -> list[Slide]:
        return list(slides(self.groups, self.envelopes))

    @property
    def total(self) -> int:
        return len(self.cards)

    @property
    def ats(self) -> range:
        """As many as the highest level that is given."""
        return range(max((card.symbols for card in self.cards), default=0))

    @property
    def palmares(self) -> str:
        """Where everybody reads it afterwards."""
        return "" if self.is_rehearsal else whole_address(reverse("palmares_year", args=[self.year]))

    @property
    def file_name(self) -> str:
        """Of what is taken to the hall: it tells nothing but the year."""
        return "repetition.html" if self.is_rehearsal else f"ceremonie-{self.year}.html"


def stage_of(settled: Settled, order: Order, envelopes: Envelopes, address: Callable[[str], str]) -> Stage:
    """``address`` gives that of a photo by its name in the storage."""
    return Stage(
        year=settled.year,
        place=settled.shown.ceremony_place,
        held_at=settled.embargo_until,
        is_under_embargo=settled.is_under_embargo,
        order=order,
        envelopes=envelopes,
        cards=cards_of(settled.year, settled.laureates, address),
    )


def rehearsal(order: Order, envelopes: Envelopes) -> Stage:
    return Stage(
        year=rehearsal_year(),
        place=rehearsal_place(),
        held_at=None,
        is_under_embargo=False,
        order=order,
        envelopes=envelopes,
        cards=rehearsal_cards(),
    )
