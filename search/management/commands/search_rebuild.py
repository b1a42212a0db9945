"""``manage.py search_rebuild``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.elastic.client import FAILURES
from search.elastic.rebuild import RebuildError, rebuild


class Command(BaseCommand):
    help = "Make the index of Elasticsearch anew from the documents of the database; searches go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            raise CommandError("No Elasticsearch: set ELASTICSEARCH_URL.")
        try:
            written = rebuild()
        except (RebuildError, *FAILURES) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{written} documents.")
