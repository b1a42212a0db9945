"""The documents whose title is being typed, on a database: every word of it begins one of the title."""

from typing import Any

from django.db import connection

from collectivities.names import sort_key
from portal.searchable import Kind
from search import french
from search.engines.statement import SQL, Dialect
from search.keys import FIRST_COLLECTIVITY

MOST = 2_000
"""So many are put in order: of two letters, that is any of them; nobody reads further."""


def keys_of_titles(dialect: Dialect, text: str, kind: Kind, language: str, count: int) -> list[int]:
    """The keys of ``count`` documents at most: titles that begin with the text, then the shortest, then the latest."""
    words = french.typed_words(text)
    if not words:
        return []
    sql, parameters = _statement(dialect, words, text, kind, language)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {count}", parameters)
        return [key for (key,) in cursor.fetchall()]


def _statement(dialect: Dialect, words: list[str], text: str, kind: Kind, language: str) -> SQL:
    start = sort_key(text)
    place = "id >= %s" if kind == Kind.COLLECTIVITY else "id < %s"
    sql = (
        f"WITH found AS (SELECT {dialect.title_key} AS id FROM {dialect.titles} "
        f"WHERE {dialect.title_holds} AND {place.replace('id', dialect.title_key)} LIMIT {MOST}) "
        "SELECT document.id FROM found CROSS JOIN search_document AS document "
        "WHERE document.id = found.id AND document.kind = %s AND document.language = %s "
        "ORDER BY CASE WHEN document.sort_title >= %s AND document.sort_title < %s THEN 0 ELSE 1 END, "
        "LENGTH(document.sort_title), document.date DESC, document.id"
    )
    parameters: list[Any] = [dialect.beginnings(words), FIRST_COLLECTIVITY, str(kind), language, start, f"{start}zzzz"]
    return sql, parameters
