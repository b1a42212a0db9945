"""What an engine on a database gives to the one statement of a search (``search.statement``)."""

from typing import Any, Protocol

from search.query import Query

SQL = tuple[str, list[Any]]
"""A text and its parameters, in the order they stand."""

MANY = 3_000
"""Above so many documents, only those with the words in their title, summary or context are ranked: of a word that
everybody writes, what the text says once tells nothing, and ranking would cost more than all the rest."""
NEAR = 0.7
"""Without a document with all the words: which part of what the best one holds, by rarity, another must hold."""


class Engine(Protocol):
    name: str

    def every(self, query: Query) -> SQL:
        """Rows (id) of the documents that hold every group."""

    def holding(self, query: Query, condition: str) -> SQL:
        """Rows (id, rarity) of the documents that hold a group, one row each; none unless ``condition`` is true."""

    def ranked(self, query: Query, passes: str, count: int) -> SQL:
        """The first rows (id, score: the higher the better) of ``base`` that pass, among those with ``base.whole``."""
