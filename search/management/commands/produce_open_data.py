"""``manage.py produce_open_data``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.open_data.datasets import BY_NAME
from search.open_data.producing import produce
from search.tasks import produce_dataset


class Command(BaseCommand):
    help = "Have the files of open data produced again, by tasks. Run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("datasets", nargs="*", help=f"Among {', '.join(BY_NAME)}; all of them by default.")
        parser.add_argument("--now", action="store_true", help="Produce them here, and tell what they hold.")

    def handle(self, *args: Any, **options: Any) -> None:
        names = options["datasets"] or list(BY_NAME)
        if unknown := [name for name in names if name not in BY_NAME]:
            raise CommandError(f"No such dataset: {', '.join(unknown)}. There are: {', '.join(BY_NAME)}.")
        for name in names:
            if options["now"]:
                self.produce(name)
            else:
                produce_dataset.enqueue(name)
                self.stdout.write(f"{name}: asked for")

    def produce(self, name: str) -> None:
        for file in produce(BY_NAME[name]):
            self.stdout.write(f"{file}: {file.rows} rows, {file.size} bytes")
