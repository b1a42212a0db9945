"""``manage.py ask_still_running``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from initiatives.yearly.sending import keys_to_ask, send_due


class Command(BaseCommand):
    help = (
        "Ask each collectivité, once a year and with two reminders, whether the sheets it confirmed long ago are still "
        "true. Run it every day; a run that was stopped is started again, and no mail leaves twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say how many collectivités have something to confirm."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self.stdout.write(f"{sum(1 for _key in keys_to_ask())} collectivités have something to confirm.")
            return
        asked, failed = send_due(timezone.now())
        self.stdout.write(f"{asked} collectivités asked.")
        if failed:
            raise CommandError(f"{failed} collectivités failed: see the log. Run the command again.")
