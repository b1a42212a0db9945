"""The one SQL statement of a search: the total, every facet and the page of hits.

``matched`` comes from the engine: the identifiers that match, and how well. ``base`` keeps those anyone may read, in
the language asked for. Each facet is counted under the filters of the others, so that a choice
never hides its alternatives.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import PageViewRestriction

from search.facets import BY_NAME, FACETS
from search.request import SearchRequest

BASE = """
base AS MATERIALIZED (
  SELECT matched.id, matched.score, page.title, page.content_type_id, page.first_published_at, initiative.stage,
         initiative.region_id, initiative.departement_id, initiative.size_class
  FROM matched
  JOIN initiatives_initiativepage initiative ON initiative.page_ptr_id = matched.id
  JOIN wagtailcore_page page ON page.id = matched.id
  JOIN wagtailcore_locale locale ON locale.id = page.locale_id
  WHERE page.live = %s AND page.alias_of_id IS NULL AND locale.language_code = %s {public}
)"""
ORDERS = {
    "pertinence": "score DESC, first_published_at DESC, id DESC",
    "date": "first_published_at DESC, id DESC",
    "nom": "LOWER(title), id",
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


def build(request: SearchRequest, matched: tuple[str, Sequence[Any]], filters: dict[str, tuple[str, ...]]) -> Statement:
    """Rows of (kind, value, count or rank); ``filters`` hold the values as the columns have them."""
    statement = Statement()
    matched_sql, matched_parameters = matched
    statement.add(f"WITH matched AS MATERIALIZED (\n{matched_sql}\n),", *matched_parameters)
    _add_base(statement, request)
    statement.add("SELECT 'found' AS kind, '' AS value, COUNT(*) AS number FROM base")
    where, parameters = _where(filters)
    statement.add(f"UNION ALL SELECT 'total', '', COUNT(*) FROM base {where}", *parameters)
    for facet in FACETS:
        where, parameters = _where({name: values for name, values in filters.items() if name != facet.name})
        counted = (
            f"SELECT '{facet.name}', {facet.column}, COUNT(*) FROM base {facet.join} {where} GROUP BY {facet.column}"
        )
        statement.add(f"UNION ALL {counted}", *parameters)
    where, parameters = _where(filters)
    order = ORDERS[request.sort]
    ranked = f"SELECT id, ROW_NUMBER() OVER (ORDER BY {order}) AS position FROM base {where}"
    statement.add(
        f"UNION ALL SELECT 'hit', CAST(id AS varchar(20)), position FROM ({ranked}) AS ranked "
        "WHERE position > %s AND position <= %s",
        *parameters,
        request.offset,
        request.offset + request.per_page,
    )
    return statement


def _add_base(statement: Statement, request: SearchRequest) -> None:
    private = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    public = " ".join("AND page.path NOT LIKE %s" for _path in private)
    statement.add(BASE.format(public=public), True, request.language, *(f"{path}%" for path in private))


def _where(filters: dict[str, tuple[str, ...]]) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    parameters: list[Any] = []
    for name, values in filters.items():
        facet = BY_NAME[name]
        places = ", ".join(["%s"] * len(values))
        if facet.join:
            found = f"SELECT inner_base.id FROM base AS inner_base {facet.join.replace('base.', 'inner_base.')} "
            conditions.append(f"base.id IN ({found} WHERE {facet.column} IN ({places}))")
        else:
            conditions.append(f"{facet.column} IN ({places})")
        parameters.extend(values)
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), parameters
