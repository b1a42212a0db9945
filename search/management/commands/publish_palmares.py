"""``manage.py publish_palmares``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from labels.settling.publishing import keys_to_publish, publish_due
from search.open_data.publishing import DATASET, asks_first, is_behind
from search.tasks import produce_dataset


class Command(BaseCommand):
    help = (
        "Once a palmarès has become public, say so of each of its dossiers, tell their teams by mail, and have the "
        "open data of the label produced again. Run it every minute, or on the night of the ceremony: pages need no "
        "command. A run that was stopped is started again, and no mail leaves twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what is needed, and do nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        self._produce(is_wanted=not options["dry_run"])
        if options["dry_run"]:
            if count := sum(1 for _key in keys_to_publish()):
                self.stdout.write(f"{count} dossiers would be published.")
            return
        done, failed = publish_due()
        if done:
            self.stdout.write(f"{done} dossiers published.")
        if failed:
            raise CommandError(f"{failed} dossiers failed: see the log. Run the command again.")

    def _produce(self, *, is_wanted: bool) -> None:
        if not is_behind():
            self.stdout.write("Nothing new is public.")
        elif not is_wanted:
            self.stdout.write(f"{DATASET}: would be asked for")
        elif asks_first():
            produce_dataset.enqueue(DATASET)
            self.stdout.write(f"{DATASET}: asked for")
        else:
            self.stdout.write(f"{DATASET}: asked for a moment ago")
