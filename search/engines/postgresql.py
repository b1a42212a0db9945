"""PostgreSQL: vectors of the stems under one GIN index, ranked in two depths."""

from collections.abc import Iterable

from search.engines.base import MANY
from search.engines.statement import SQL
from search.query import Group, Query

TABLE = "search_documenttext"
WEIGHTS = "'{0.1, 0.3, 0.4, 1.0}'"
"""Of the body, the context, the summary and the title: PostgreSQL names them D to A."""
BY_LENGTH = 1


class PostgreSQL:
    def every(self, query: Query) -> SQL:
        return f"SELECT document_id AS id FROM {TABLE} WHERE vector @@ to_tsquery('simple', %s)", [
            _joined(query.groups, "&")
        ]

    def holding(self, query: Query, condition: str) -> SQL:
        arms = [
            f"SELECT document_id AS id, {group.rarity:.4f} AS rarity FROM {TABLE} "
            f"WHERE vector @@ to_tsquery('simple', %s) AND {condition}"
            for group in query.known
        ]
        return " UNION ALL ".join(arms), [_joined([group], "&") for group in query.known]

    def ranked(self, query: Query, passes: str, count: int) -> SQL:
        sql = (
            f"SELECT base.id, CASE WHEN (SELECT COUNT(*) FROM base) > {MANY} THEN ts_rank({WEIGHTS}, text.head, query) "
            f"ELSE ts_rank({WEIGHTS}, text.vector, query, {BY_LENGTH}) END AS score "
            f"FROM base JOIN {TABLE} AS text ON text.document_id = base.id "
            f"CROSS JOIN to_tsquery('simple', %s) AS query {passes} ORDER BY score DESC LIMIT {count}"
        )
        return sql, [_joined(query.known, "|")]


def _joined(groups: Iterable[Group], operator: str) -> str:
    return f" {operator} ".join(f"({' | '.join(map(_phrase, group.alternatives))})" for group in groups)


def _phrase(stems: Iterable[str]) -> str:
    """Stems are letters and digits only: nothing to escape."""
    return "(" + " <-> ".join(f"'{stem}'" for stem in stems) + ")"
