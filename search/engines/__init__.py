"""The engines: what finds documents. The database in use has one."""

from django.db import connection

from search.engines.base import Answer, Engine, Question
from search.engines.database import DatabaseEngine
from search.engines.postgresql import PostgreSQL
from search.engines.sqlite import SQLite

__all__ = ["Answer", "Engine", "Question", "current"]

ENGINES: dict[str, Engine] = {
    "sqlite": DatabaseEngine("sqlite", SQLite()),
    "postgresql": DatabaseEngine("postgresql", PostgreSQL()),
}


def current() -> Engine:
    return ENGINES[connection.vendor]
