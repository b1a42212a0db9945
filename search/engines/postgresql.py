"""PostgreSQL: vectors of the stems beside the facts of each document, under one GIN index, ranked in two depths."""

from collections.abc import Iterable, Mapping

from search.engines.base import MANY, WEIGHTS, WHOLE_FIRST
from search.engines.statement import SQL
from search.models import Document, DocumentText
from search.query import Group, Query

TABLE = Document._meta.db_table
COLUMN_WEIGHTS = "'{" + ", ".join(str(WEIGHTS[name] / 10) for name in reversed(DocumentText.FIELDS)) + "}'"
"""Between 0 and 1, from the body to the title: PostgreSQL names them D to A."""
BY_LENGTH = 1


class PostgreSQL:
    # What is asked hides in a query of its own, so that the plan does not depend on it: of a word that most documents
    # hold, PostgreSQL believes that reading every vector is cheaper than its index.
    holders = f"{TABLE} AS document WHERE document.vector @@ (SELECT to_tsquery('simple', %s))"
    again = "NOT MATERIALIZED"
    title_key = "document_id"
    titles = DocumentText._meta.db_table
    title_holds = "to_tsvector('simple', title) @@ to_tsquery('simple', %s)"

    def beginnings(self, words: Iterable[str]) -> str:
        return " & ".join(f"'{word}':*" for word in words)

    def expression(self, groups: Iterable[Group]) -> str:
        return _joined(groups, "&")

    def measured(self, query: Query) -> SQL:
        """By the title, the summary and the context, which stand in the row itself."""
        sql = f", ts_rank({COLUMN_WEIGHTS}, document.head, to_tsquery('simple', %s)) AS measure"
        return sql, [_joined(query.known, "|")]

    def ranked(self, query: Query, passes: str, count: int) -> SQL:
        whole_text = (
            f"SELECT ts_rank({COLUMN_WEIGHTS}, document.vector, to_tsquery('simple', %s), {BY_LENGTH}) "
            f"FROM {TABLE} AS document WHERE document.id = base.id"
        )
        sql = (
            f"SELECT base.id, CASE WHEN (SELECT SUM(number) FROM states WHERE asked) > {MANY} "
            f"THEN base.measure ELSE ({whole_text}) END + {WHOLE_FIRST} * base.whole AS score "
            f"FROM base {passes} ORDER BY score DESC, id DESC LIMIT {count}"
        )
        return sql, [_joined(query.known, "|")]

    def counted(self, columns: Mapping[str, str], passes: str) -> str:
        """All facets in one pass. Of each row one column says something: that of the set it is counted in."""
        names, listed = list(columns), ", ".join(columns.values())
        # One bit for each column that a row is not counted by, the first column being the highest.
        every = 2 ** len(names) - 1
        sets = " ".join(f"WHEN {every - 2**place} THEN '{name}'" for place, name in enumerate(reversed(names)))
        values = ", ".join(f"CAST({column} AS varchar(255))" for column in columns.values())
        return (
            f"SELECT CASE GROUPING({listed}) {sets} END, COALESCE({values}), COUNT(*) "
            f"FROM base {passes} GROUP BY GROUPING SETS ({listed})"
        )


def _joined(groups: Iterable[Group], operator: str) -> str:
    return f" {operator} ".join(f"({' | '.join(map(_phrase, group.alternatives))})" for group in groups)


def _phrase(stems: Iterable[str]) -> str:
    """Stems are letters and digits only: nothing to escape."""
    return "(" + " <-> ".join(f"'{stem}'" for stem in stems) + ")"
