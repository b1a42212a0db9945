"""``manage.py send_alerts``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from search.alerts.models import SearchAlert
from search.alerts.sending import send_due


class Command(BaseCommand):
    help = (
        "Send the mails of the alerts that have news: the daily ones, and on Mondays the weekly ones. Run it every "
        "morning; a run that was stopped is started again, and no mail leaves twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say how many alerts are due, and send nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            self.stdout.write(f"{SearchAlert.objects.due(now).count()} alerts are due.")
            return
        sent, failed = send_due(now)
        self.stdout.write(f"{sent} mails sent.")
        if failed:
            raise CommandError(f"{failed} alerts failed: see the log. Run the command again.")
