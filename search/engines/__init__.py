"""The engines: what finds documents. The database in use has one; Elasticsearch stands before it where there is one."""

from functools import cache

from django.conf import settings
from django.db import connection

from search.elastic import circuit
from search.engines.base import Answer, Engine, Question
from search.engines.database import DatabaseEngine
from search.engines.postgresql import PostgreSQL
from search.engines.sqlite import SQLite

__all__ = ["Answer", "Engine", "Question", "available", "current", "database", "usual"]

DATABASES = {
    "sqlite": DatabaseEngine("sqlite", SQLite()),
    "postgresql": DatabaseEngine("postgresql", PostgreSQL()),
}


def database() -> DatabaseEngine:
    """The engine of the database in use."""
    return DATABASES[connection.vendor]


def usual() -> Engine:
    """The engine of this portal while all is well."""
    return _elasticsearch() if settings.ELASTICSEARCH_URL else database()


def available() -> dict[str, Engine]:
    """By name, what may be asked by itself, with nothing behind it."""
    return {engine.name: engine for engine in (database(), usual())}


def current() -> Engine:
    """The engine to ask now. It always answers: the database's does where Elasticsearch cannot."""
    if not settings.ELASTICSEARCH_URL or not circuit.is_closed():
        return database()
    from search.engines.guarded import Guarded  # As below

    return Guarded(_elasticsearch(), database())


@cache
def _elasticsearch() -> Engine:
    # Its client takes a third of a second and 30 MB: portals without it go without both.
    from search.engines.elasticsearch import Elasticsearch

    return Elasticsearch()
