"""SQLite's FTS5 through modelsearch, with French on both sides."""

from typing import Any

from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)

from search.backends.queries import in_french
from search.indexing import FrenchIndexMixin


class FrenchIndex(FrenchIndexMixin, SQLiteIndex):
    pass


class FrenchQueryCompiler(SQLiteSearchQueryCompiler):
    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        return super().build_search_query_content(in_french(query, stemmed=True), config=config)


class FrenchAutocompleteQueryCompiler(SQLiteAutocompleteQueryCompiler):
    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        return super().build_search_query_content(in_french(query, stemmed=False), config=config)


class SearchBackend(SQLiteSearchBackend):
    index_class = FrenchIndex
    query_compiler_class = FrenchQueryCompiler
    autocomplete_query_compiler_class = FrenchAutocompleteQueryCompiler
