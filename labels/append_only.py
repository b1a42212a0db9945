"""Tables that are written once: the database itself refuses to change their rows, and to erase those that are kept.

A migration that alters one of these tables on SQLite makes it anew, without its triggers: it calls ``protect`` again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection as default_connection

KEPT_YEARS: dict[str, tuple[str, int] | None] = {
    "labels_journalentry": ("at", 5),
    "labels_deposit": ("received_at", 5),
    "labels_erratum": ("published_at", 100),
    "labels_decision": None,
    "labels_decision_mentions": None,
    "labels_presence": None,
    "labels_minutes": None,
}
"""By table, the moment of a row and for how many years it may not be erased; none: it never may."""


def protect(connection: Any = default_connection, tables: tuple[str, ...] = tuple(KEPT_YEARS)) -> None:
    for table in tables:
        _execute(connection, _statements(connection.vendor, table))


def expose(connection: Any = default_connection, tables: tuple[str, ...] = tuple(KEPT_YEARS)) -> None:
    """Take the protection away: for what undoes a whole portal, never for one row of it."""
    for table in tables:
        dropped = [f"DROP TRIGGER IF EXISTS {name}" for name in (f"{table}_fixed", f"{table}_kept")]
        on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
        _execute(connection, [f"{statement}{on_table}" for statement in dropped])


@contextmanager
def exposed(connection: Any = default_connection) -> Iterator[None]:
    """Without protection for the time of the block: the demonstration removes its own dossiers."""
    expose(connection)
    try:
        yield
    finally:
        protect(connection)


def _statements(vendor: str, table: str) -> list[str]:
    kept = KEPT_YEARS[table]
    if vendor == "postgresql":
        young = f"OLD.{kept[0]} > now() - interval '{kept[1]} years'" if kept else "true"
        return [
            """CREATE OR REPLACE FUNCTION labels_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
                END $$""",
            f"""CREATE OR REPLACE TRIGGER {table}_fixed BEFORE UPDATE ON {table}
                FOR EACH ROW EXECUTE FUNCTION labels_refuse()""",
            f"""CREATE OR REPLACE TRIGGER {table}_kept BEFORE DELETE ON {table}
                FOR EACH ROW WHEN ({young}) EXECUTE FUNCTION labels_refuse()""",
        ]
    young = f"OLD.{kept[0]} > datetime('now', '-{kept[1]} years')" if kept else "1"
    return [
        f"""CREATE TRIGGER IF NOT EXISTS {table}_fixed BEFORE UPDATE ON {table}
            BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END""",
        f"""CREATE TRIGGER IF NOT EXISTS {table}_kept BEFORE DELETE ON {table} WHEN {young}
            BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END""",
    ]


def _execute(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
