"""``manage.py load_demo``."""

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.demo import accounts, loading


class Command(BaseCommand):
    help = "Load the demonstration: the situation of the end of 2007, with real collectivités and invented initiatives."

    def add_arguments(self, parser: CommandParser) -> None:
        action = parser.add_mutually_exclusive_group()
        action.add_argument(
            "--remove",
            action="store_true",
            help="Remove the demonstration, and nothing else.",
        )
        action.add_argument(
            "--accounts",
            action="store_true",
            help="Only print the demonstration's accounts.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self.tell_accounts()
        elif options["remove"]:
            self.stdout.write(f"{loading.remove()} objects of the demonstration removed.")
            self.produce_open_data()
        else:
            self.load()
            self.tell_accounts()

    def load(self) -> None:
        if loading.is_loaded():
            self.stdout.write("The demonstration is already loaded.")
        else:
            self.load_pages()
        # Built again even when the pages are there: an earlier run may have stopped between the two.
        call_command("update_index", verbosity=0)
        call_command("find_similar", stdout=StringIO())
        self.produce_open_data()
        self.stdout.write(
            "This is a demonstration: its collectivités are real; their initiatives, dossiers and labels are invented."
        )

    def produce_open_data(self) -> None:
        """The files tell what the portal shows from now on."""
        call_command("produce_open_data", "--now", stdout=StringIO())

    def load_pages(self) -> None:
        try:
            loading.load(lambda step: self.stdout.write(f"  {step}"))
        except ValueError as error:
            raise CommandError(str(error)) from error

    def tell_accounts(self) -> None:
        for line in accounts.lines():
            self.stdout.write(line)
