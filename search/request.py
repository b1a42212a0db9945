"""What is asked of the search, cleaned: nothing a reader types or a robot sends can break it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import Http404, QueryDict

from portal.searchable import Kind
from search import french
from search.distances import read, written
from search.facets import BY_NAME, NEAR, Facet
from search.kinds import BY_ADDRESS, BY_KIND, TABS, Tab

PER_PAGE = 20
MAX_PAGE = 50
MOST = MAX_PAGE * PER_PAGE
"""As many hits as can be turned on the page."""
MAX_VALUES = 200
MAX_VALUE_LENGTH = 60
MAP = "carte"
"""The value of ``vue`` in the address that shows the map."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """``filters`` goes by facet; the values of one facet widen the search, those of several narrow it. The words of an
    ``is_exact`` request are not corrected. One that ``is_mapped`` shows the map below the list.
    """

    query: str = ""
    kind: Kind = Kind.INITIATIVE
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "pertinence"
    page: int = 1
    language: str = "fr"
    per_page: int = PER_PAGE
    is_exact: bool = False
    is_mapped: bool = False

    @classmethod
    def from_query(cls, parameters: QueryDict, language: str = "fr") -> "SearchRequest":
        """The request an address makes; what makes no sense in it is left out."""
        tab = BY_ADDRESS.get(parameters.get("nature", ""), TABS[0])
        filters = {name: _values(parameters.getlist(BY_NAME[name].parameter)) for name in tab.facets}
        place = _values(parameters.getlist(NEAR.parameter))[:1] if tab.has_map else ()
        filters[NEAR.name] = tuple(written(text, parameters.get("rayon", "")) for text in place)
        sort = parameters.get("tri", "")
        return cls(
            query=french.clean_query(parameters.get("q", "")),
            kind=tab.kind,
            filters={name: values for name, values in filters.items() if values},
            sort=sort if sort in tab.sorts else "pertinence",
            page=_page(parameters.get("page", "")),
            language=language,
            is_exact=bool(parameters.get("exact")),
            is_mapped=tab.has_map and parameters.get("vue") == MAP,
        )

    @classmethod
    def of_kind(cls, kind: Kind, parameters: QueryDict, language: str = "fr") -> "SearchRequest":
        """The same, for what has one kind only. Raises Http404 where the address is of another kind of things."""
        asked = cls.from_query(parameters, language)
        if asked.kind != kind:
            raise Http404
        return asked

    @property
    def tab(self) -> Tab:
        return BY_KIND[self.kind]

    @property
    def facets(self) -> tuple[Facet, ...]:
        return tuple(BY_NAME[name] for name in self.tab.facets)

    @property
    def order(self) -> str:
        """What the hits go by: a list without words has no other order than its own."""
        return self.tab.sorts[1] if self.sort == "pertinence" and not self.query else self.sort

    @property
    def terms(self) -> list[str]:
        return list(dict.fromkeys(french.terms(self.query)))

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page

    @property
    def is_narrowed(self) -> bool:
        """Whether it is anything but the whole list."""
        return self.parameters() != QueryDict() or self.page > 1

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """The parameters that a form which sorts keeps as they are."""
        return [(name, value) for name, values in self.parameters().lists() if name != "tri" for value in values]

    @property
    def fields_but_near(self) -> list[tuple[str, str]]:
        """The parameters that a form keeps which asks around which commune."""
        kept = self.without(NEAR.name).parameters()
        return [(name, value) for name, values in kept.lists() for value in values]

    @property
    def near_fields(self) -> list[tuple[str, str]]:
        """The parameters of the commune around which to look, for the forms that keep it."""
        values = self.filters.get(NEAR.name, ())
        return [pair for value in values for pair in zip((NEAR.parameter, "rayon"), read(value), strict=True)]

    def without(self, facet: str) -> "SearchRequest":
        return replace(self, filters={name: values for name, values in self.filters.items() if name != facet})

    def parameters(self, **changes: Any) -> QueryDict:
        """The address of this request, with changes; the page is left out unless it is given."""
        query = QueryDict(mutable=True)
        if self.query:
            query["q"] = self.query
        if self.tab.address:
            query["nature"] = self.tab.address
        for facet in self.facets:
            if values := self.filters.get(facet.name):
                query.setlist(facet.parameter, list(values))
        for value in self.filters.get(NEAR.name, ()):
            query[NEAR.parameter], query["rayon"] = read(value)
        if self.sort != "pertinence":
            query["tri"] = self.sort
        if self.is_exact:
            query["exact"] = "1"
        if self.is_mapped:
            query["vue"] = MAP
        for name, value in changes.items():
            query.setlist(name, value if isinstance(value, list) else [str(value)])
        return query


def _values(raw: list[str]) -> tuple[str, ...]:
    """At most ``MAX_VALUES``; what comes after them becomes one value, unknown and told as such."""
    if len(raw) > MAX_VALUES:
        raw = [*raw[:MAX_VALUES], "…"]
    clean = [french.clean_query(value)[:MAX_VALUE_LENGTH] for value in raw]
    return tuple(dict.fromkeys(value for value in clean if value))


def _page(raw: str) -> int:
    return max(1, min(int(raw), MAX_PAGE)) if raw.isascii() and raw.isdecimal() and len(raw) < 6 else 1
