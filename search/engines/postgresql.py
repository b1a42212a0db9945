"""PostgreSQL: vectors of the stems under one GIN index, ranked in two depths."""

from collections.abc import Iterable

from search.engines.base import MANY, WEIGHTS, WHOLE_FIRST
from search.engines.statement import SQL
from search.models import DocumentText
from search.query import Group, Query

TABLE = DocumentText._meta.db_table
COLUMN_WEIGHTS = "'{" + ", ".join(str(WEIGHTS[name] / 10) for name in reversed(DocumentText.FIELDS)) + "}'"
"""Between 0 and 1, from the body to the title: PostgreSQL names them D to A."""
BY_LENGTH = 1


class PostgreSQL:
    key = "document_id"
    table = TABLE
    holds = "vector @@ to_tsquery('simple', %s)"

    titles = TABLE
    title_holds = "to_tsvector('simple', title) @@ to_tsquery('simple', %s)"

    def beginnings(self, words: Iterable[str]) -> str:
        return " & ".join(f"'{word}':*" for word in words)

    def expression(self, groups: Iterable[Group]) -> str:
        return _joined(groups, "&")

    def ranked(self, query: Query, passes: str, count: int) -> SQL:
        sql = (
            f"SELECT base.id, CASE WHEN (SELECT COUNT(*) FROM base WHERE asked) > {MANY} "
            f"THEN ts_rank({COLUMN_WEIGHTS}, text.head, query) "
            f"ELSE ts_rank({COLUMN_WEIGHTS}, text.vector, query, {BY_LENGTH}) END "
            f"+ {WHOLE_FIRST} * base.whole AS score "
            f"FROM base JOIN {TABLE} AS text ON text.document_id = base.id "
            f"CROSS JOIN to_tsquery('simple', %s) AS query {passes} ORDER BY score DESC, id DESC LIMIT {count}"
        )
        return sql, [_joined(query.known, "|")]


def _joined(groups: Iterable[Group], operator: str) -> str:
    return f" {operator} ".join(f"({' | '.join(map(_phrase, group.alternatives))})" for group in groups)


def _phrase(stems: Iterable[str]) -> str:
    """Stems are letters and digits only: nothing to escape."""
    return "(" + " <-> ".join(f"'{stem}'" for stem in stems) + ")"
