"""``manage.py play_demo``."""

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from home.demo.label.playing import NotPlayedError, Stage, play


class Command(BaseCommand):
    help = "Bring the campaign of the demonstration to a later moment of its year: its readers read, its jury decides."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("stage", choices=[stage.value for stage in Stage])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                campaign = play(Stage(options["stage"]))
        except NotPlayedError as error:
            raise CommandError(str(error)) from error
        if campaign.is_published:
            call_command("publish_palmares", stdout=StringIO())
        self.stdout.write(f"The campaign of {campaign} is there: {options['stage']}.")
