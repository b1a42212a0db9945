"""The one SQL statement of a search: which tier answers, the total, every facet and the page of hits.

``every`` holds the documents with every word, ``most``, where these are too few, those with most of them, by rarity. Of
each, ``base`` says whether it passes each filter: a facet is counted under the filters of the others, so that a choice
never hides its alternatives.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from search.engines.base import NEAR, Filters, Question
from search.facets import BY_NAME, FACETS, Facet
from search.query import Group, Query
from search.values import Column

SQL = tuple[str, list[Any]]
"""A text and its parameters, in the order they stand."""

MOST = """
holding AS MATERIALIZED ({holding}),
most AS MATERIALIZED (
  SELECT readable.id, SUM(holding.rarity) AS rarity
  FROM holding CROSS JOIN search_document AS readable
  WHERE readable.id = holding.id AND readable.language = %s GROUP BY readable.id
),
matched AS MATERIALIZED (
  SELECT id, 1 AS whole FROM every
  UNION ALL SELECT id, 0 FROM most
  WHERE rarity >= {near} * (SELECT MAX(rarity) FROM most) AND id NOT IN (SELECT id FROM every)
),"""
BY_DATE = ("date", "base.date DESC, base.id DESC")
BY_TITLE = ("sort_title", "base.sort_title, base.id")
BY_NEWS = ("news_on", "base.news_on IS NULL, base.news_on DESC, base.id DESC")
"""The column that is needed to sort, and the order."""
ORDERS = {"nom": BY_TITLE, "nouveautes": BY_NEWS}


class Dialect(Protocol):
    """``key`` and ``table`` are where the words of a document are; ``holds`` is the condition under which it holds what
    an expression, its parameter, says.
    """

    key: str
    table: str
    holds: str

    def expression(self, groups: Iterable[Group]) -> str:
        """That a document holds every one of these groups."""

    def ranked(self, query: Query, passes: str, count: int) -> SQL:
        """The first rows (id, score: the higher the better) of ``base`` that pass."""


@dataclass(slots=True)
class Statement:
    """SQL and its parameters, gathered in the order they stand."""

    sql: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def add(self, sql: str, parameters: Iterable[Any] = ()) -> None:
        self.sql.append(sql)
        self.parameters.extend(parameters)

    def text(self) -> str:
        return "\n".join(self.sql)


def build(question: Question, dialect: Dialect) -> Statement:
    """Rows of (kind, value, count or rank)."""
    statement, filters = Statement(), question.filters
    _add_matched(statement, question.language, question.query, dialect)
    _add_base(statement, question)
    passing = _where(filters)
    if question.is_ranked:
        sql, parameters = dialect.ranked(question.query, passing, question.first + question.count)
        statement.add(f", ranked AS MATERIALIZED ({sql})", parameters)
    statement.add("SELECT 'found' AS kind, '' AS value, COUNT(*) AS number FROM base")
    statement.add("UNION ALL SELECT 'whole', '', COALESCE(SUM(whole), 0) FROM base")
    statement.add(f"UNION ALL SELECT 'total', '', COUNT(*) FROM base {passing}")
    statement.add(f"UNION ALL SELECT 'communes', '', COUNT(DISTINCT collectivity_id) FROM base {passing}")
    for name in filters:
        statement.add(f"UNION ALL SELECT 'without', '{name}', COUNT(*) FROM base {_where(set(filters) - {name})}")
    for facet in FACETS:
        statement.add(f"UNION ALL {_counted(facet, filters)}")
    _add_hits(statement, question)
    return statement


def _add_matched(statement: Statement, language: str, query: Query, dialect: Dialect) -> None:
    """Of any language; ``base`` keeps those of the one that is asked for."""
    if not query:
        statement.add("WITH matched AS (SELECT id, 1 AS whole FROM search_document),")
        return
    every = f"SELECT {dialect.key} AS id FROM {dialect.table} WHERE {dialect.holds}"
    expression = dialect.expression(query.groups)
    if len(query.groups) == 1:
        statement.add(f"WITH matched AS (SELECT id, 1 AS whole FROM ({every}) AS found),", [expression])
        return
    # The order of a cross join is kept by SQLite, which would start from the documents.
    statement.add(
        f"WITH every AS MATERIALIZED (SELECT document.id FROM ({every}) AS found "
        "CROSS JOIN search_document AS document WHERE document.id = found.id AND document.language = %s),",
        [expression, language],
    )
    # One row for each group that a document holds.
    holding = " UNION ALL ".join(
        f"SELECT {dialect.key} AS id, {group.rarity:.4f} AS rarity FROM {dialect.table} "
        f"WHERE {dialect.holds} AND (SELECT COUNT(*) FROM every) < {query.enough}"
        for group in query.known
    )
    expressions = [dialect.expression([group]) for group in query.known]
    statement.add(MOST.format(holding=holding, near=NEAR), [*expressions, language])


def _add_base(statement: Statement, question: Question) -> None:
    sorted_by, _order = _sorting(question)
    columns = ", ".join(
        f"document.{name}" for name in (*(facet.column for facet in FACETS), "collectivity_id", sorted_by)
    )
    statement.add(f"base AS MATERIALIZED (SELECT document.id, matched.whole, {columns}")
    for name, values in question.filters.items():
        sql, parameters = _passes(BY_NAME[name], values)
        statement.add(f", {sql} AS passes_{name}", parameters)
    statement.add(
        "FROM matched CROSS JOIN search_document AS document "
        "WHERE document.id = matched.id AND document.language = %s)",
        [question.language],
    )


def _passes(facet: Facet, values: tuple[Column, ...]) -> SQL:
    """Whether a row has one of the chosen values."""
    if facet.several:
        return f"({' OR '.join([f'document.{facet.column} LIKE %s'] * len(values))})", [f"%,{v},%" for v in values]
    return f"document.{facet.column} IN ({', '.join(['%s'] * len(values))})", list(values)


def _counted(facet: Facet, filters: Filters) -> str:
    others = _where(set(filters) - {facet.name})
    column = f"base.{facet.column}"
    return f"SELECT '{facet.name}', CAST({column} AS varchar(255)), COUNT(*) FROM base {others} GROUP BY {column}"


def _add_hits(statement: Statement, question: Question) -> None:
    """The ranked ones first, then the others in the order asked for: these are read only where they are needed."""
    (column, order), filters = _sorting(question), question.filters
    shown = f"SELECT base.id, base.{column}, NULL AS score FROM base"
    if question.is_ranked:
        last = question.first + question.count
        needed = ("base.id NOT IN (SELECT id FROM ranked)", f"(SELECT COUNT(*) FROM ranked) < {last}")
        order = f"(base.score IS NULL), base.score DESC, {order}"
        rows = f"{shown} {_where(filters, *needed)} UNION ALL SELECT id, NULL, score FROM ranked"
        shown = f"SELECT * FROM ({rows}) AS base"
    else:
        shown = f"{shown} {_where(filters)}"
    statement.add(
        f"UNION ALL SELECT 'hit', CAST(id AS varchar(20)), ROW_NUMBER() OVER (ORDER BY {order}) "
        f"FROM ({shown} ORDER BY {order} LIMIT %s OFFSET %s) AS base",
        [question.count, question.first],
    )


def _sorting(question: Question) -> tuple[str, str]:
    """What is not ranked, or not yet, goes by date."""
    return ORDERS.get(question.sort, BY_DATE)


def _where(names: Iterable[str], *others: str) -> str:
    conditions = " AND ".join([*(f"base.passes_{name}" for name in sorted(names)), *others])
    return f"WHERE {conditions}" if conditions else ""
