"""``manage.py load_collectivities``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from collectivities.reference.loading import DATA_DIR, load_reference
from collectivities.reference.reading import ReferenceDataError


class Command(BaseCommand):
    help = "Load every commune, intercommunalité, département and région of France from the data files, at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would change, and change nothing.",
        )
        parser.add_argument(
            "--data-dir",
            type=Path,
            default=DATA_DIR,
            help="Another folder with the same files.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_reference(options["data_dir"], dry_run=options["dry_run"])
        except ReferenceDataError as error:
            raise CommandError(f"Nothing was changed. {error}") from error
        done = "would be " if options["dry_run"] else ""
        self.stdout.write(
            f"{report.created} {done}created, {report.updated} {done}updated, {report.unchanged} unchanged."
        )
        if report.merged:
            self.stdout.write(f"{len(report.merged)} {done}merged: {', '.join(report.merged)}")
        if report.gone:
            self.stdout.write(
                f"{len(report.gone)} no longer described, left as they are: {', '.join(report.gone[:20])}"
            )
