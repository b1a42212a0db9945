"""Databases of the benchmark's own on the PostgreSQL server of ``DATABASE_URL``; the one it names is left alone."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def url_of(name: str) -> str:
    parts = urlsplit(given())
    return urlunsplit(parts._replace(path=f"/{name}"))


def given() -> str:
    """The address of the server. Raises SystemExit without one."""
    found = os.environ.get("DATABASE_URL", "")
    if not found.startswith("postgres"):
        raise SystemExit("Say in DATABASE_URL where PostgreSQL is: python3 scripts/services.py start, then env.")
    return found


def exists(name: str) -> bool:
    with psycopg.connect(given()) as connection:
        return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def make(name: str, template: str = "template0") -> None:
    """An empty database, or a copy of another, in the place of what had this name."""
    drop(name)
    _do("CREATE DATABASE {} TEMPLATE {}", name, template)


def drop(name: str) -> None:
    _do("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _do(statement: str, *names: str) -> None:
    with psycopg.connect(given(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
