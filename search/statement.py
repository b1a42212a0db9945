"""The one SQL statement of a search: the total, every facet and the page of hits.

``matched`` comes from the engine: the identifiers that match, and how well. ``base`` keeps those anyone may read, in
the language asked for, and says of each whether it passes each filter. A facet is counted under the filters of the
others, so that a choice never hides its alternatives.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import PageViewRestriction

from search.engines import Engine
from search.facets import BY_NAME, FACETS, Facet
from search.request import SearchRequest
from search.values import Column

BASE = """
base AS MATERIALIZED (
  SELECT matched.id, matched.score, page.content_type_id, page.first_published_at, initiative.collectivity_id,
         initiative.stage, initiative.region_id, initiative.departement_id, initiative.size_class{passes}
  FROM matched
  JOIN initiatives_initiativepage AS initiative {sheets_hint} ON initiative.page_ptr_id = matched.id
  JOIN wagtailcore_page AS page {pages_hint} ON page.id = matched.id
  WHERE page.live = %s AND page.alias_of_id IS NULL
    AND page.locale_id = (SELECT id FROM wagtailcore_locale WHERE language_code = %s){public}
)"""
TITLE = """
JOIN wagtailsearch_indexentry AS entry
  ON entry.content_type_id = base.content_type_id AND entry.object_id = CAST(base.id AS varchar(50))"""
ORDERS = {
    "pertinence": "base.score DESC, base.first_published_at DESC, base.id DESC",
    "date": "base.first_published_at DESC, base.id DESC",
    "nom": "sort_title, base.id",
}


@dataclass(slots=True)
class Statement:
    """SQL and its parameters, gathered in the order they stand."""

    sql: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def add(self, sql: str, *parameters: Any) -> None:
        self.sql.append(sql)
        self.parameters.extend(parameters)

    def text(self) -> str:
        return "\n".join(self.sql)


def private_paths() -> list[str]:
    """The pages that not everyone may read, nor what is below them."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def build(
    request: SearchRequest,
    engine: Engine,
    matched: tuple[str, Sequence[Any]],
    filters: Mapping[str, tuple[Column, ...]],
    private: Sequence[str],
) -> Statement:
    """Rows of (kind, value, count or rank); ``filters`` hold the values as the columns have them, ``private`` the paths
    of the trees that are left out.
    """
    statement = Statement()
    matched_sql, matched_parameters = matched
    statement.add(f"WITH matched AS MATERIALIZED (\n{matched_sql}\n),", *matched_parameters)
    _add_base(statement, request, engine, filters, private)
    statement.add("SELECT 'found' AS kind, '' AS value, COUNT(*) AS number FROM base")
    statement.add(f"UNION ALL SELECT 'total', '', COUNT(*) FROM base {_where(filters)}")
    statement.add(f"UNION ALL SELECT 'communes', '', COUNT(DISTINCT collectivity_id) FROM base {_where(filters)}")
    for name in filters:
        statement.add(f"UNION ALL SELECT 'without', '{name}', COUNT(*) FROM base {_where(set(filters) - {name})}")
    for facet in FACETS:
        statement.add(f"UNION ALL {_counted(facet, filters)}")
    _add_hits(statement, request, engine, filters)
    return statement


def _add_base(
    statement: Statement,
    request: SearchRequest,
    engine: Engine,
    filters: Mapping[str, tuple[Column, ...]],
    private: Sequence[str],
) -> None:
    sql = BASE.format(
        passes="".join(f",\n         {_passes(BY_NAME[name], len(values))}" for name, values in filters.items()),
        public="".join(" AND page.path NOT LIKE %s" for _path in private),
        sheets_hint=engine.hint("initiatives_initiativepage"),
        pages_hint=engine.hint("wagtailcore_page"),
    )
    chosen = [value for values in filters.values() for value in values]
    statement.add(sql, *chosen, True, request.language, *(f"{path}%" for path in private))


def _passes(facet: Facet, count: int) -> str:
    """Whether a row has one of the chosen values."""
    places = ", ".join(["%s"] * count)
    if not facet.through:
        table = "page" if facet.column == "content_type_id" else "initiative"
        return f"{table}.{facet.column} IN ({places}) AS passes_{facet.name}"
    return (
        f"EXISTS (SELECT 1 FROM {facet.through} AS related WHERE related.initiativepage_id = matched.id "
        f"AND related.{facet.column} IN ({places})) AS passes_{facet.name}"
    )


def _counted(facet: Facet, filters: Mapping[str, Any]) -> str:
    others = _where(set(filters) - {facet.name})
    # A left join is read from its left: SQLite would otherwise start from the larger table.
    related = f"LEFT JOIN {facet.through} AS related ON related.initiativepage_id = base.id" if facet.through else ""
    column = f"{'related' if facet.through else 'base'}.{facet.column}"
    return (
        f"SELECT '{facet.name}', CAST({column} AS varchar(20)), COUNT(*) FROM base {related} {others} GROUP BY {column}"
    )


def _add_hits(statement: Statement, request: SearchRequest, engine: Engine, filters: Mapping[str, Any]) -> None:
    order = ORDERS[request.sort]
    title, join = (engine.title, TITLE) if request.sort == "nom" else ("''", "")
    shown = (
        f"SELECT base.id, base.score, base.first_published_at, {title} AS sort_title "
        f"FROM base {join} {_where(filters)} ORDER BY {order} LIMIT %s OFFSET %s"
    )
    position = f"ROW_NUMBER() OVER (ORDER BY {order})"
    statement.add(
        f"UNION ALL SELECT 'hit', CAST(id AS varchar(20)), {position} FROM ({shown}) AS base",
        request.per_page,
        request.offset,
    )


def _where(names: Iterable[str]) -> str:
    conditions = " AND ".join(f"base.passes_{name}" for name in sorted(names))
    return f"WHERE {conditions}" if conditions else ""
