"""``manage.py search_status``."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import checking
from search.elastic import status
from search.elastic.client import FAILURES, told
from search.elastic.feed import feed
from search.models import Change, Document

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Compare the index of Elasticsearch with the documents of the database or, where there is no Elasticsearch, "
        "these with what anyone may read. Fails when they differ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="write what differs, and remove what should not be")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            self.check_documents(repair=options["repair"])
            return
        try:
            found = status.compare()
            self.tell(found)
            if options["repair"] and (found.count or Change.objects.exists()):
                feed()
                status.repair(status.compare())
                found = status.compare()
                self.stdout.write("After the repair:")
                self.tell(found)
        except FAILURES as error:
            raise CommandError(told(error)) from error
        if found.count:
            raise CommandError(f"{found.count} differences.")

    def check_documents(self, *, repair: bool) -> None:
        gaps = checking.compare()
        for title, keys in (("without a document", gaps.missing), ("documents of nothing", gaps.orphans)):
            if keys:
                self.stdout.write(f"{title}: {listed(keys)}")
        if gaps.count and repair:
            checking.repair(gaps)
            gaps = checking.compare()
            self.stdout.write(f"After the repair: {gaps.count} differences.")
        if gaps.count:
            raise CommandError(f"{gaps.count} differences between the portal and the documents.")
        self.stdout.write(f"{Document.objects.count()} documents, as it should be; no Elasticsearch.")

    def tell(self, found: status.Differences) -> None:
        self.stdout.write(
            f"{found.documents} documents, {found.indexed} in the index, {Change.objects.count()} changes to send."
        )
        for title, keys in (("missing", found.missing), ("stale", found.stale), ("orphans", found.orphans)):
            if keys:
                self.stdout.write(f"{title}: {listed(keys)}")


def listed(keys: Collection[int]) -> str:
    """How many, and the first of them."""
    shown = ", ".join(map(str, list(keys)[:SHOWN]))
    return f"{len(keys)} ({shown}{', …' if len(keys) > SHOWN else ''})"
