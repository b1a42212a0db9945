"""``manage.py remind_drafts``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from labels.reminding.sending import keys_to_remind, send_due


class Command(BaseCommand):
    help = (
        "Tell teams whose dossier for the label is begun and not deposited what is left, some days before the closing. "
        "Run it every day; a run that was stopped is started again, and no mail leaves twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say how many teams would be told, and tell none.")

    def handle(self, *args: Any, **options: Any) -> None:
        moment = timezone.now()
        if options["dry_run"]:
            self.stdout.write(f"{sum(1 for _key in keys_to_remind(moment))} teams have a dossier to deposit.")
            return
        told, failed = send_due(moment)
        self.stdout.write(f"{told} teams reminded.")
        if failed:
            raise CommandError(f"{failed} teams failed: see the log. Run the command again.")
