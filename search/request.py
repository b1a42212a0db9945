"""What is asked of the search, cleaned: nothing a reader types or a robot sends can break it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from search import french
from search.facets import FACETS

PER_PAGE = 20
MAX_PAGE = 50
MAX_VALUES = 200
MAX_VALUE_LENGTH = 60
SORTS = ("pertinence", "date", "nouveautes", "nom")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """``filters`` goes by facet; the values of one facet widen the search, those of several narrow it. The words of an
    ``is_exact`` request are not corrected.
    """

    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "pertinence"
    page: int = 1
    language: str = "fr"
    per_page: int = PER_PAGE
    is_exact: bool = False

    @classmethod
    def from_query(cls, parameters: QueryDict, language: str = "fr") -> "SearchRequest":
        """The request an address makes; what makes no sense in it is left out."""
        filters = {facet.name: _values(parameters.getlist(facet.parameter)) for facet in FACETS}
        sort = parameters.get("tri", "")
        return cls(
            query=french.clean_query(parameters.get("q", "")),
            filters={name: values for name, values in filters.items() if values},
            sort=sort if sort in SORTS else "pertinence",
            page=_page(parameters.get("page", "")),
            language=language,
            is_exact=bool(parameters.get("exact")),
        )

    @property
    def terms(self) -> list[str]:
        return list(dict.fromkeys(french.terms(self.query)))

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page

    @property
    def is_narrowed(self) -> bool:
        """Whether it is anything but the whole list."""
        return bool(self.query or self.filters or self.page > 1 or self.sort != "pertinence")

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """The parameters that a form which sorts keeps as they are."""
        return [(name, value) for name, values in self.parameters().lists() if name != "tri" for value in values]

    def without(self, facet: str) -> "SearchRequest":
        return replace(self, filters={name: values for name, values in self.filters.items() if name != facet})

    def parameters(self, **changes: Any) -> QueryDict:
        """The address of this request, with changes; the page is left out unless it is given."""
        query = QueryDict(mutable=True)
        if self.query:
            query["q"] = self.query
        for facet in FACETS:
            query.setlist(facet.parameter, list(self.filters.get(facet.name, ())))
        if self.sort != "pertinence":
            query["tri"] = self.sort
        if self.is_exact:
            query["exact"] = "1"
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
