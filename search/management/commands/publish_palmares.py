"""``manage.py publish_palmares``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.open_data.publishing import DATASET, asks_first, is_behind
from search.tasks import produce_dataset


class Command(BaseCommand):
    help = (
        "Have the open data of the label produced again when a palmarès has become public since they were. "
        "Run it every minute, or on the night of the ceremony: pages need no command, and it does nothing else."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say whether it is needed, and do nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_behind():
            self.stdout.write("Nothing new is public.")
        elif options["dry_run"]:
            self.stdout.write(f"{DATASET}: would be asked for")
        elif asks_first():
            produce_dataset.enqueue(DATASET)
            self.stdout.write(f"{DATASET}: asked for")
        else:
            self.stdout.write(f"{DATASET}: asked for a moment ago")
