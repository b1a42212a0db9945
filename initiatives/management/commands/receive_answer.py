"""Receives one mail on its standard input: the mail server pipes to it what comes to ``ANSWERS_ADDRESS``."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.questions.receiving import RefusedError, receive


class Command(BaseCommand):
    help = "Put a mail that answers a question between communes into its thread. Reads the message on standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_new = receive(sys.stdin.buffer.read())
        except RefusedError as error:
            # The mail server returns the message to who sent it: 65 is « data that cannot be used » (sysexits.h).
            raise CommandError(f"Refused: {error}.", returncode=65) from error
        self.stdout.write("Received." if is_new else "Received before.")
