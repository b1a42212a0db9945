"""SQLite: FTS5 over the stems, ranked by BM25 in one pass."""

from collections.abc import Iterable, Mapping

from search.engines.base import MANY, WEIGHTS, WHOLE_FIRST
from search.engines.statement import SQL
from search.fts import TABLE, TITLES
from search.models import DocumentText
from search.query import Group, Query

COLUMN_WEIGHTS = ", ".join(str(WEIGHTS[name]) for name in DocumentText.FIELDS)
HEAD = "{" + " ".join(name for name in DocumentText.STEMS if name != "body_stems") + "} : "

WITH_FILES = f"FROM {DocumentText._meta.db_table} INDEXED BY search_text_with_files WHERE file_words IS NOT NULL"
"""Its own choice reads whole texts to learn that most have no files."""
FAIR = (
    f"CASE WHEN rowid IN (SELECT document_id {WITH_FILES}) "
    "THEN (SELECT (10.3 + 0.9 * (own_words + file_words) / (own_words + 60)) / 11.2 "
    f"{WITH_FILES} AND document_id = {TABLE}.rowid) ELSE 1 END"
)
"""BM25 takes from a long text: this gives back to a sheet what the length of its files took from a word of its title
(k1 = 1.2, b = 0.75, a weight of 10, and a text of its own of the usual length)."""


class SQLite:
    # The order of a cross join is kept: its own choice would start from the documents.
    holders = (
        f"(SELECT rowid AS id FROM {TABLE} WHERE {TABLE} MATCH %s) AS found "
        "CROSS JOIN search_document AS document WHERE document.id = found.id"
    )
    again = "MATERIALIZED"
    title_key = "rowid"
    titles = TITLES
    title_holds = f"{TITLES} MATCH %s"

    def beginnings(self, words: Iterable[str]) -> str:
        return " AND ".join(f'"{word}" *' for word in words)

    def expression(self, groups: Iterable[Group]) -> str:
        return _joined(groups, "AND")

    def measured(self, query: Query) -> SQL:
        """FTS5 measures what it finds, not a row."""
        return "", []

    def counted(self, columns: Mapping[str, str], passes: str) -> str:
        return " UNION ALL ".join(
            f"SELECT '{name}', CAST({column} AS varchar(255)), COUNT(*) FROM base {passes} GROUP BY {column}"
            for name, column in columns.items()
        )

    def ranked(self, query: Query, passes: str, count: int) -> SQL:
        # Elsewhere all hold every word, or none does.
        whole = f" + {WHOLE_FIRST} * (rowid IN (SELECT id FROM every))" if query.is_question else ""
        sql = (
            f"SELECT rowid AS id, -bm25({TABLE}, {COLUMN_WEIGHTS}) * {FAIR}{whole} AS score FROM {TABLE} "
            f"WHERE {TABLE} MATCH "
            f"(CASE WHEN (SELECT SUM(number) FROM states WHERE asked) > {MANY} THEN %s ELSE %s END) "
            # The sign keeps SQLite from asking FTS5 for each row of « base », one by one.
            f"AND +rowid IN (SELECT id FROM base {passes}) ORDER BY score DESC, id DESC LIMIT {count}"
        )
        return sql, [f"{HEAD}({_joined(query.known, 'AND')})", _joined(query.known, "OR")]


def _joined(groups: Iterable[Group], operator: str) -> str:
    """Stems are letters and digits only: nothing to escape."""
    return f" {operator} ".join(
        "(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in group.alternatives) + ")" for group in groups
    )
