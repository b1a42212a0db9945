"""Wagtail's own search over the same sheets: the backend of the database as it comes, with nothing of the portal's."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from wagtail.search.backends import get_search_backend

from benchmarks import corpus
from benchmarks.judged.measure import DEPTH
from initiatives.models import InitiativePage

BACKENDS = {
    "sqlite": "modelsearch.backends.database.sqlite.sqlite",
    "postgresql": "modelsearch.backends.database.postgres.postgres",
}


class Stock:
    def __init__(self) -> None:
        self.backend = get_search_backend(BACKENDS[connection.vendor], ATOMIC_REBUILD=False)

    def search(self, text: str) -> list[str]:
        """Keys, the best first."""
        return [page.slug for page in self.backend.search(text, InitiativePage.objects.live())[:DEPTH]]

    def complete(self, text: str) -> list[str]:
        return [page.slug for page in self.backend.autocomplete(text, InitiativePage.objects.live())[:DEPTH]]

    def index(self) -> None:
        corpus.reindex(backend=self.backend)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@contextmanager
def stock() -> Iterator[Stock]:
    """The index belongs to Wagtail, and there is one: it is built for the stock backend, asked, and taken back. So is
    the absence of the index that the portal adds to it (``search`` 0001).
    """
    peer = Stock()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP INDEX IF EXISTS search_title_body_gin")
        peer.index()
        yield peer
        transaction.set_rollback(True)
