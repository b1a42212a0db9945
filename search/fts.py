"""SQLite's full-text tables, kept by triggers: the stems, which are searched, and the titles, completed as one types.

Made after every migration: SQLite alters a table by making it again, without the triggers Django does not know.
"""

from typing import Any

from django.db import connections

from search.models import DocumentText

TABLE = "search_fts"
TITLES = "search_titles"
TABLES = {TABLE: (DocumentText.STEMS, ""), TITLES: (("title",), ", prefix='2 3'")}
"""By name, the columns of the texts that each holds, and its options."""


def create(using: str, **kwargs: Any) -> None:
    database = connections[using]
    if database.vendor != "sqlite" or DocumentText._meta.db_table not in database.introspection.table_names():
        return
    with database.cursor() as cursor:
        known = set(database.introspection.table_names(cursor))
        for name, (columns, options) in TABLES.items():
            _create(cursor, name, columns, options)
            if name not in known:
                # The texts may have been there before.
                cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


def optimize(using: str = "default") -> None:
    """Merge what many writes left apart: searches read it in one go."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            for name in TABLES:
                cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")


def _create(cursor: Any, name: str, columns: tuple[str, ...], options: str) -> None:
    texts, listed = DocumentText._meta.db_table, ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    add = f"INSERT INTO {name} (rowid, {listed}) VALUES (new.document_id, {new});"
    remove = f"INSERT INTO {name} ({name}, rowid, {listed}) VALUES ('delete', old.document_id, {old});"
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} "
        f"USING fts5({listed}, content='{texts}', content_rowid='document_id'{options})"
    )
    for event, action in (("INSERT", add), ("DELETE", remove), ("UPDATE", f"{remove} {add}")):
        cursor.execute(
            f"CREATE TRIGGER IF NOT EXISTS {name}_{event.lower()} AFTER {event} ON {texts} BEGIN {action} END"
        )
