"""SQLite: FTS5 over the stems, ranked by BM25 in one pass."""

from collections.abc import Iterable

from search.engines.base import MANY
from search.engines.statement import SQL
from search.fts import COLUMNS, TABLE
from search.query import Group, Query

WEIGHTS = "10.0, 4.0, 3.0, 1.0"
HEAD = "{" + " ".join(name for name in COLUMNS if name != "body_stems") + "} : "


class SQLite:
    def every(self, query: Query) -> SQL:
        return f"SELECT rowid AS id FROM {TABLE} WHERE {TABLE} MATCH %s", [_joined(query.groups, "AND")]

    def holding(self, query: Query, condition: str) -> SQL:
        arms = [
            f"SELECT rowid AS id, {group.rarity:.4f} AS rarity FROM {TABLE} WHERE {TABLE} MATCH %s AND {condition}"
            for group in query.known
        ]
        return " UNION ALL ".join(arms), [_joined([group], "AND") for group in query.known]

    def ranked(self, query: Query, passes: str, count: int) -> SQL:
        any_of = _joined(query.known, "OR")
        sql = (
            f"SELECT rowid AS id, -bm25({TABLE}, {WEIGHTS}) AS score FROM {TABLE} "
            f"WHERE {TABLE} MATCH (CASE WHEN (SELECT COUNT(*) FROM base) > {MANY} THEN %s ELSE %s END) "
            # The sign keeps SQLite from asking FTS5 for each row of « base », one by one.
            f"AND +rowid IN (SELECT id FROM base {passes}) ORDER BY score DESC LIMIT {count}"
        )
        return sql, [f"{HEAD}({_joined(query.known, 'AND')})", any_of]


def _joined(groups: Iterable[Group], operator: str) -> str:
    """Stems are letters and digits only: nothing to escape."""
    return f" {operator} ".join(
        "(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in group.alternatives) + ")" for group in groups
    )
