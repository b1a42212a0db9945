"""The indexes SQLite needs on tables that are not the search's own.

It reads a whole row, its long texts included, for any of its columns: these hold the few a search reads.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, connections


@dataclass(frozen=True, slots=True)
class Cover:
    name: str
    columns: str


COVERS = {
    "initiatives_initiativepage": Cover(
        "search_sheet_cover", "page_ptr_id, collectivity_id, stage, region_id, departement_id, size_class"
    ),
    "wagtailcore_page": Cover(
        "search_page_cover", "id, live, alias_of_id, locale_id, content_type_id, first_published_at, path"
    ),
}


def create(using: str, **kwargs: Any) -> None:
    """Make them after every migration: SQLite alters a table by making it again, without the indexes Django ignores."""
    database = connections[using]
    if database.vendor != "sqlite":
        return
    tables = set(database.introspection.table_names())
    with database.cursor() as cursor:
        for table, cover in COVERS.items():
            if table in tables:
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {cover.name} ON {table} ({cover.columns})")
    existing_covers.cache_clear()


@cache
def existing_covers() -> frozenset[str]:
    """The tables that have theirs: a name that does not exist would be an error in a query."""
    names = {cover.name: table for table, cover in COVERS.items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        return frozenset(names[name] for (name,) in cursor.fetchall() if name in names)
