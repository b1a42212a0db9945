"""The one SQL statement of a search: which tier answers, the total, every facet and the page of hits.

``every`` holds the documents with every word, of any kind, since the tabs count them; ``most``, where these are too
few, those of the kind asked for with most of the words, by rarity. Of both, ``base`` says whether it is of that kind
(``asked``) and whether it passes each filter: a facet is counted under the filters of the others, so that a choice
never hides its alternatives.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from search.engines.base import NEAR, Filters, Question
from search.facets import BY_NAME, Facet
from search.query import Group, Query
from search.spots import CELL
from search.values import Column

SQL = tuple[str, list[Any]]
"""A text and its parameters, in the order they stand."""

BY_DATE = ("date", "base.date DESC, base.id DESC")
BY_TITLE = ("sort_title", "base.sort_title, base.id")
BY_NEWS = ("news_on", "base.news_on IS NULL, base.news_on DESC, base.id DESC")
"""The column that is needed to sort, and the order."""
ORDERS = {"nom": BY_TITLE, "nouveautes": BY_NEWS}
FOUND = "CAST(COALESCE(SUM(base.number), 0) AS bigint)"


class Dialect(Protocol):
    """``holders`` are the documents, as ``document``, that hold what an expression, its parameter, says: a source and
    its first condition. ``title_key``, ``titles`` and ``title_holds`` say the same of the words of titles. ``again``
    says whether rows that are read already, and read from two places, are copied into one.
    """

    holders: str
    again: str
    title_key: str
    titles: str
    title_holds: str

    def expression(self, groups: Iterable[Group]) -> str:
        """That a document holds every one of these groups."""

    def beginnings(self, words: Iterable[str]) -> str:
        """That a title has words that begin with each of these."""

    def measured(self, query: Query) -> SQL:
        """What is read of each of the holders, as ``, … AS measure``, so that they can be ranked; nothing if it is
        read later.
        """

    def ranked(self, query: Query, passes: str, count: int) -> SQL:
        """The first rows (id, score: the higher the better) of ``base`` that pass."""

    def counted(self, columns: Mapping[str, str], passes: str) -> str:
        """Of the rows of ``base`` that pass, rows of (name, value, number), by the name and column of each facet."""


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
    _add_base(statement, question, dialect)
    statement.add(f", states AS MATERIALIZED ({_states(filters)})")
    if question.is_ranked:
        sql, parameters = dialect.ranked(question.query, _where(filters), question.first + question.count)
        statement.add(f", ranked AS MATERIALIZED ({sql})", parameters)
    statement.add(f"SELECT 'found' AS kind, '' AS value, {FOUND} AS number FROM states AS base {_where(())}")
    statement.add(f"UNION ALL SELECT 'whole', '', {FOUND} FROM states AS base {_where((), 'base.whole = 1')}")
    statement.add(f"UNION ALL SELECT 'total', '', {FOUND} FROM states AS base {_where(filters)}")
    for name in filters:
        others = set(filters) - {name}
        statement.add(f"UNION ALL SELECT 'without', '{name}', {FOUND} FROM states AS base {_where(others)}")
    statement.add(f"UNION ALL SELECT 'communes', '', COUNT(*) FROM ({_communes(filters)}) AS communes")
    _add_kinds(statement, question)
    for columns, under in _facets(question):
        statement.add(f"UNION ALL {dialect.counted(columns, _where(under))}")
    if question.is_mapped:
        statement.add(f"UNION ALL {_spots(question)}")
    _add_hits(statement, question)
    return statement


def is_held(dialect: Dialect, stem: str, language: str) -> SQL:
    """A row where a document of a language, of any kind, holds a word with this stem."""
    sql = f"SELECT 1 FROM {dialect.holders} AND document.language = %s LIMIT 1"
    return sql, [dialect.expression([Group(stem, ((stem,),))]), language]


def _add_base(statement: Statement, question: Question, dialect: Dialect) -> None:
    if not question.query:
        statement.add("WITH base AS MATERIALIZED (")
        statement.add(*_rows(question, "search_document AS document WHERE document.kind = %s", [str(question.kind)]))
    elif len(question.query.groups) == 1:
        statement.add("WITH base AS MATERIALIZED (")
        _add_every(statement, question, dialect)
    else:
        statement.add("WITH every AS MATERIALIZED (")
        _add_every(statement, question, dialect)
        statement.add("), most AS MATERIALIZED (")
        _add_most(statement, question, dialect)
        statement.add("), near AS MATERIALIZED (")
        _add_near(statement, question, dialect)
        statement.add(f"), base AS {dialect.again} (SELECT * FROM every UNION ALL SELECT * FROM near")
    statement.add(")")


def _add_every(statement: Statement, question: Question, dialect: Dialect) -> None:
    every = [dialect.expression(question.query.groups)]
    statement.add(*_rows(question, dialect.holders, every, _measured(question, dialect)))


def _add_most(statement: Statement, question: Question, dialect: Dialect) -> None:
    """One row for each group that a document holds, then their rarity together."""
    query = question.query
    holding = " UNION ALL ".join(
        f"SELECT document.id, {group.rarity:.4f} AS rarity FROM {dialect.holders} "
        "AND document.kind = %s AND document.language IN (%s, %s) "
        f"AND (SELECT COUNT(*) FROM every WHERE asked) < {query.enough}"
        for group in query.known
    )
    readable = [str(question.kind), *question.languages]
    parameters = [value for group in query.known for value in (dialect.expression([group]), *readable)]
    statement.add(f"SELECT id, SUM(rarity) AS rarity FROM ({holding}) AS holding GROUP BY id", parameters)


def _add_near(statement: Statement, question: Question, dialect: Dialect) -> None:
    near = (
        "most CROSS JOIN search_document AS document WHERE document.id = most.id "
        f"AND most.rarity >= {NEAR} * (SELECT MAX(rarity) FROM most) AND most.id NOT IN (SELECT id FROM every)"
    )
    statement.add(*_rows(question, near, measured=_measured(question, dialect), whole=False))


def _measured(question: Question, dialect: Dialect) -> SQL:
    return dialect.measured(question.query) if question.is_ranked else ("", [])


def _rows(
    question: Question, source: str, parameters: Iterable[Any] = (), measured: SQL = ("", []), *, whole: bool = True
) -> SQL:
    """The documents of a source in the languages asked for, with all that is counted, filtered or sorted by: what a
    document says of itself is read once.
    """
    sorted_by, _order = _sorting(question)
    names = [*(facet.column for facet in question.facets), "collectivity_id", sorted_by]
    names += ["map_x", "map_y"] if question.is_mapped else []
    columns = ", ".join(f"document.{name}" for name in names)
    passes = {name: _passes(BY_NAME[name], values) for name, values in question.filters.items()}
    conditions = "".join(f", {sql} AS passes_{name}" for name, (sql, _values) in passes.items())
    measure, measuring = measured
    sql = (
        f"SELECT document.id, document.kind, {int(whole)} AS whole, {columns}, "
        f"document.kind = %s AS asked{conditions}{measure} FROM {source} AND document.language IN (%s, %s)"
    )
    chosen = [value for _sql, values in passes.values() for value in values]
    return sql, [str(question.kind), *chosen, *measuring, *parameters, *question.languages]


def _states(filters: Filters) -> str:
    """How many rows are of each kind, hold every word, are asked for and pass each filter: what the totals add up."""
    states = ", ".join(["kind", "whole", "asked", *(f"passes_{name}" for name in filters)])
    return f"SELECT {states}, COUNT(*) AS number FROM base GROUP BY {states}"


def _communes(filters: Filters) -> str:
    held = _where(filters, "base.collectivity_id IS NOT NULL")
    return f"SELECT base.collectivity_id FROM base {held} GROUP BY base.collectivity_id"


def _add_kinds(statement: Statement, question: Question) -> None:
    """How many of each kind there are, whatever the filters, which belong to one kind."""
    if question.query:
        statement.add(f"UNION ALL SELECT 'kind', kind, {FOUND} FROM states AS base WHERE whole = 1 GROUP BY kind")
    else:
        statement.add(
            "UNION ALL SELECT 'kind', kind, COUNT(*) FROM search_document WHERE language IN (%s, %s) GROUP BY kind",
            question.languages,
        )


def _passes(facet: Facet, values: tuple[Column, ...]) -> SQL:
    """Whether a row has one of the chosen values."""
    if facet.several:
        return f"({' OR '.join([f'document.{facet.column} LIKE %s'] * len(values))})", [f"%,{v},%" for v in values]
    return f"document.{facet.column} IN ({', '.join(['%s'] * len(values))})", list(values)


def _facets(question: Question) -> Iterator[tuple[dict[str, str], Collection[str]]]:
    """The column of each facet by its name, with the filters it is counted under: those without a choice together."""
    filters = set(question.filters)
    together = {facet.name: facet.column for facet in question.facets if facet.name not in filters}
    if together:
        yield together, filters
    for facet in question.facets:
        if facet.name in filters:
            yield {facet.name: facet.column}, filters - {facet.name}


def _spots(question: Question) -> str:
    """Of each, one text: the département, how many collectivités, and the middle from the left and from the top."""
    middle = (f"SUM(base.{name}) / COUNT(*)" for name in ("map_x", "map_y"))
    numbers = ("base.departement_id", "COUNT(DISTINCT base.collectivity_id)", *middle)
    text = " || ',' || ".join(f"COALESCE(CAST({number} AS varchar(20)), '')" for number in numbers)
    return (
        f"SELECT 'spot', {text}, COUNT(*) FROM base {_where(question.filters_of_map)} "
        f"GROUP BY base.departement_id, base.map_x / {CELL}, base.map_y / {CELL}"
    )


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
    """Those of the kind asked for that pass the filters of these names."""
    return "WHERE " + " AND ".join(["base.asked", *(f"base.passes_{name}" for name in sorted(names)), *others])
