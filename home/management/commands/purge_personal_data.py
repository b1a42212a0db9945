"""``manage.py purge_personal_data``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from home.retention import expired_messages


class Command(BaseCommand):
    help = "Erase the messages of the contact form that were kept as long as the privacy page says. Run it every day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be erased, and erase nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        messages = expired_messages()
        if options["dry_run"]:
            verb, count = "would be erased", messages.count()
        else:
            verb, count = "erased", messages.delete()[0]
        self.stdout.write(f"{count} messages older than {settings.PORTAL_CONTACT_MONTHS} months {verb}.")
