"""PostgreSQL's full text through modelsearch, with French on both sides.

Stems come from Python, so the text search configuration is ``simple``: the same words are compared on every engine.
"""

from typing import Any

from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)

from search.backends.queries import in_french
from search.indexing import FrenchIndexMixin


class FrenchIndex(FrenchIndexMixin, PostgresIndex):
    pass


class FrenchQueryCompiler(PostgresSearchQueryCompiler):
    def build_tsquery_content(self, query: Any, config: Any = None, invert: bool = False) -> Any:
        return super().build_tsquery_content(in_french(query, stemmed=True), config=config, invert=invert)


class FrenchAutocompleteQueryCompiler(PostgresAutocompleteQueryCompiler):
    def build_tsquery_content(self, query: Any, config: Any = None, invert: bool = False) -> Any:
        return super().build_tsquery_content(in_french(query, stemmed=False), config=config, invert=invert)


class SearchBackend(PostgresSearchBackend):
    index_class = FrenchIndex
    query_compiler_class = FrenchQueryCompiler
    autocomplete_query_compiler_class = FrenchAutocompleteQueryCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({**params, "SEARCH_CONFIG": "simple"})
