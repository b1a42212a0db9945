"""One engine per database: how a query becomes the rows that match, and the first of them by rank."""

from django.db import connection

from search.engines.base import Engine
from search.engines.postgresql import PostgreSQLEngine
from search.engines.sqlite import SQLiteEngine

__all__ = ["Engine", "current"]

ENGINES: dict[str, Engine] = {"sqlite": SQLiteEngine(), "postgresql": PostgreSQLEngine()}


def current() -> Engine:
    return ENGINES[connection.vendor]
