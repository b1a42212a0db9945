"""``manage.py send_digests``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.notices import send_due


class Command(BaseCommand):
    help = (
        "Send in one mail what waits for those who want their mails once a day, and on Mondays once a week. Run it "
        "every morning; a run that was stopped is started again, and no mail leaves twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        sent, failed = send_due(timezone.now())
        self.stdout.write(f"{sent} mails sent.")
        if failed:
            raise CommandError(f"{failed} mails failed: see the log. Run the command again.")
