"""What every engine gives, whatever holds the words: the answer to a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from portal.searchable import Kind
from search.facets import BY_NAME, Facet
from search.kinds import BY_KIND, EVERY_LANGUAGE, PLACES
from search.query import Query
from search.spots import Spot
from search.values import Column

Filters = Mapping[str, tuple[Column, ...]]
"""By the name of a facet, the values chosen, as the columns have them."""
WEIGHTS = {"title": 10, "summary": 4, "context": 3, "body": 1}
"""By the field of a text: how much a word counts where an engine chooses the first documents."""
MANY = 3_000
"""Above so many documents, only those with the words in their title, summary or context are ranked: of a word that
everybody writes, what the text says once tells nothing, and ranking would cost more than all the rest."""
WHOLE_FIRST = 100_000
"""Added to the score of what holds every word, where what holds most of them follows: more than words may bring."""
NEAR = 0.3
"""Without enough documents with all the words: which part of what the best one holds, by rarity, another must hold."""


@dataclass(frozen=True, slots=True)
class Question:
    """The hits wanted are ``count`` from ``first``, which starts at 0. An empty ``query`` asks for everything. What is
    of another kind, in this language or without one, is counted only. ``is_mapped`` asks for the spots of the map;
    without ``is_counted`` no facet is counted.
    """

    kind: Kind
    language: str
    query: Query
    filters: Filters
    sort: str
    first: int
    count: int
    is_mapped: bool = False
    is_counted: bool = True

    @property
    def is_everything(self) -> bool:
        """Whether it asks for the whole list of a kind."""
        return not self.query and not self.filters and not self.is_mapped

    @property
    def facets(self) -> tuple[Facet, ...]:
        return tuple(BY_NAME[name] for name in BY_KIND[self.kind].facets) if self.is_counted else ()

    @property
    def filters_of_map(self) -> list[str]:
        """Those that narrow the spots: a territory that is chosen leaves the others on the map."""
        return [name for name in self.filters if name not in PLACES]

    @property
    def languages(self) -> tuple[str, str]:
        return (self.language, EVERY_LANGUAGE)

    @property
    def is_ranked(self) -> bool:
        return bool(self.query) and self.sort == "pertinence"


@dataclass(slots=True)
class Answer:
    """``found`` counts the documents with the words before any filter, ``whole`` those of them with every word, which
    ``kinds`` counts of each kind.

    ``facets`` count by name and column value, ``without`` by the name of the facet that would not filter. ``keys`` are
    those of the hits in their order. ``spots`` are those of the map, whatever the territories that are chosen.
    ``engine`` is the one that answered.
    """

    found: int = 0
    whole: int = 0
    total: int = 0
    communes: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)
    keys: list[int] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    engine: str = ""


class Engine(Protocol):
    name: str

    def answer(self, question: Question) -> Answer:
        """Everything a page shows, in one request."""
