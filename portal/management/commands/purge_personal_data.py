"""``manage.py purge_personal_data``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.retention import RULES


class Command(BaseCommand):
    help = "Erase the personal data that were kept as long as the privacy page says. Run it every day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be erased, and erase nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        for rule in RULES:
            rows = rule.expired()
            if options["dry_run"]:
                verb, count = "would be erased", rows.count()
            else:
                verb, count = "erased", rows.delete()[0]
            self.stdout.write(f"{count} {rule.what()} {verb}.")
