"""``manage.py search_status``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.elastic import status
from search.elastic.client import FAILURES, told
from search.elastic.feed import feed
from search.models import Change

SHOWN = 20


class Command(BaseCommand):
    help = "Compare the index of Elasticsearch with the documents of the database. Fails when they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="send what differs, and remove what should not be")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            self.stdout.write("No Elasticsearch: set ELASTICSEARCH_URL.")
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

    def tell(self, found: status.Differences) -> None:
        self.stdout.write(
            f"{found.documents} documents, {found.indexed} in the index, {Change.objects.count()} changes to send."
        )
        for title, keys in (("missing", found.missing), ("stale", found.stale), ("orphans", found.orphans)):
            if keys:
                shown = ", ".join(map(str, list(keys)[:SHOWN]))
                self.stdout.write(f"{title}: {len(keys)} ({shown}{', …' if len(keys) > SHOWN else ''})")
