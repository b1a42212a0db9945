"""One engine per database: how words become the rows of ``matched``."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from initiatives.models import InitiativePage
from search.indexes import COVERS, existing_covers

EVERYTHING = "SELECT page_ptr_id AS id, 0.0 AS score FROM initiatives_initiativepage"


class Engine(Protocol):
    """``title`` is the column of the index with the folded title, to sort by."""

    name: str
    title: str

    def matched(self, terms: Sequence[str], *, all_words: bool) -> tuple[str, list[Any]]:
        """SQL of the rows (id, score: the higher the better) that hold all of these stems, or any of them."""

    def hint(self, table: str) -> str:
        """What follows the name of a table to have it read through its covering index."""


class SQLiteEngine:
    """FTS5, ranked in one pass: the title counts ten times the text."""

    name = "sqlite"
    title = "entry.title"

    def matched(self, terms: Sequence[str], *, all_words: bool) -> tuple[str, list[Any]]:
        types = content_types()
        expression = (" AND " if all_words else " OR ").join(f'"{term}"' for term in terms)
        sql = (
            "SELECT CAST(entry.object_id AS integer) AS id, "
            "-bm25(wagtailsearch_indexentry_fts, 0.0, 1.0, 10.0) AS score "
            "FROM wagtailsearch_indexentry_fts "
            "JOIN wagtailsearch_indexentry entry ON entry.id = wagtailsearch_indexentry_fts.rowid "
            f"WHERE wagtailsearch_indexentry_fts MATCH %s AND entry.content_type_id IN ({_places(types)})"
        )
        return sql, ["{title body} : (" + expression + ")", *types]

    def hint(self, table: str) -> str:
        return f"INDEXED BY {COVERS[table].name}" if table in existing_covers() else ""


class PostgreSQLEngine:
    """Text search vectors of Wagtail's index, under the combined index of ``search`` 0001."""

    name = "postgresql"
    title = "entry.title_text"

    def matched(self, terms: Sequence[str], *, all_words: bool) -> tuple[str, list[Any]]:
        types = content_types()
        expression = (" & " if all_words else " | ").join(f"'{term}'" for term in terms)
        sql = (
            "SELECT CAST(entry.object_id AS bigint) AS id, "
            "10 * ts_rank(entry.title, query) + ts_rank(entry.body, query, 1) AS score "
            "FROM wagtailsearch_indexentry entry, to_tsquery('simple', %s) AS query "
            f"WHERE (entry.title || entry.body) @@ query AND entry.content_type_id IN ({_places(types)})"
        )
        return sql, [expression, *types]

    def hint(self, table: str) -> str:
        return ""


ENGINES: dict[str, Engine] = {"sqlite": SQLiteEngine(), "postgresql": PostgreSQLEngine()}


def current() -> Engine:
    return ENGINES[connection.vendor]


def initiative_models() -> list[type[InitiativePage]]:
    return [InitiativePage, *InitiativePage.__subclasses__()]


def content_types() -> list[int]:
    """Keys of the content types of initiatives; cached by Django."""
    return [ContentType.objects.get_for_model(model).pk for model in initiative_models()]


def _places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))
