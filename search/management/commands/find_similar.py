"""``manage.py find_similar``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import similar

EACH_NIGHT = 2_000


class Command(BaseCommand):
    help = "Find which sheets resemble each other: the new ones, and some of those compared longest ago."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again",
            type=int,
            default=EACH_NIGHT,
            help=f"how many of the old ones are compared again (default: {EACH_NIGHT})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"] < 0:
            raise CommandError("--again is a number of sheets.")
        compared = similar.find({*similar.not_compared(), *similar.oldest(options["again"])})
        self.stdout.write(f"{compared} sheets compared.")
