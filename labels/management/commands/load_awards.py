"""``manage.py load_awards``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from labels.palmares.loading import Ceremonies, load
from labels.palmares.reading import COLUMNS, UnreadableError, moment_of, read


class Command(BaseCommand):
    help = (
        "Load awards of past years from a CSV file, at once; the same file twice changes nothing. "
        f"Its columns are: {', '.join(COLUMNS)} (docs/label.md)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, in UTF-8.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and change nothing.")
        parser.add_argument(
            "--update", action="store_true", help="Change the awards that are there and say something else."
        )
        parser.add_argument(
            "--ceremony",
            action="append",
            default=[],
            metavar="YEAR=DAY",
            help="The day on which the palmarès of a year was made public, as 2007=2007-12-13; again for another year.",
        )
        parser.add_argument("--report", type=Path, help="Write the lines that were not loaded, and why, to this file.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        try:
            table = read(content)
            report = load(table, _ceremonies(options["ceremony"]), update=options["update"], dry_run=options["dry_run"])
        except UnreadableError as error:
            raise CommandError(f"Nothing was changed.\n{error}") from error
        for line in report.text(options["dry_run"]):
            self.stdout.write(line)
        if options["report"]:
            try:
                with options["report"].open("w", encoding="utf-8", newline="") as stream:
                    report.write_table(stream)
            except OSError as error:
                # The awards are loaded by now: the same file again changes nothing, and writes the report.
                raise CommandError(f"{options['report']} cannot be written: {error.strerror}. Run it again.") from error


def _ceremonies(given: list[str]) -> Ceremonies:
    found: Ceremonies = {}
    for text in given:
        year, _sign, day = text.partition("=")
        try:
            moment = moment_of(day)
            if not year.isdecimal() or moment is None:
                raise ValueError(f"« {text} » is not YEAR=DAY")
        except ValueError as error:
            raise CommandError(f"--ceremony: {error}.") from error
        found[int(year)] = moment
    return found
