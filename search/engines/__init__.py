"""The engines: what finds documents. The database in use has one; Elasticsearch stands before it where there is one."""

from django.conf import settings
from django.db import connection

from search.elastic import circuit
from search.engines.base import Answer, Engine, Question
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch import Elasticsearch
from search.engines.guarded import Guarded
from search.engines.postgresql import PostgreSQL
from search.engines.sqlite import SQLite

__all__ = ["Answer", "Engine", "Question", "available", "current", "usual"]

DATABASES: dict[str, Engine] = {
    "sqlite": DatabaseEngine("sqlite", SQLite()),
    "postgresql": DatabaseEngine("postgresql", PostgreSQL()),
}
ELASTICSEARCH = Elasticsearch()


def usual() -> Engine:
    """The engine of this portal while all is well."""
    return ELASTICSEARCH if settings.ELASTICSEARCH_URL else DATABASES[connection.vendor]


def available() -> dict[str, Engine]:
    """By name, what may be asked by itself, with nothing behind it."""
    database = {connection.vendor: DATABASES[connection.vendor]}
    return database | ({ELASTICSEARCH.name: ELASTICSEARCH} if settings.ELASTICSEARCH_URL else {})


def current() -> Engine:
    """The engine to ask now. It always answers: the database's does where Elasticsearch cannot."""
    database = DATABASES[connection.vendor]
    if not settings.ELASTICSEARCH_URL or not circuit.is_closed():
        return database
    return Guarded(ELASTICSEARCH, database)
