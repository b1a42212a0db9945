"""SQLite's full-text table of the stems, kept by triggers.

Made after every migration: SQLite alters a table by making it again, without the triggers Django does not know.
"""

from typing import Any

from django.db import connections

from search.models import DocumentText

TABLE = "search_fts"


def create(using: str, **kwargs: Any) -> None:
    database = connections[using]
    texts = DocumentText._meta.db_table
    if database.vendor != "sqlite" or texts not in database.introspection.table_names():
        return
    columns = ", ".join(DocumentText.STEMS)
    new, old = (", ".join(f"{row}.{name}" for name in DocumentText.STEMS) for row in ("new", "old"))
    add = f"INSERT INTO {TABLE} (rowid, {columns}) VALUES (new.document_id, {new});"
    remove = f"INSERT INTO {TABLE} ({TABLE}, rowid, {columns}) VALUES ('delete', old.document_id, {old});"
    with database.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} "
            f"USING fts5({columns}, content='{texts}', content_rowid='document_id')"
        )
        for event, action in (("INSERT", add), ("DELETE", remove), ("UPDATE", f"{remove} {add}")):
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {TABLE}_{event.lower()} AFTER {event} ON {texts} BEGIN {action} END"
            )


def optimize(using: str = "default") -> None:
    """Merge what many writes left apart: searches read it in one go."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")
