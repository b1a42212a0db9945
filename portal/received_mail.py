"""Mails that come in: a mail server pipes each to a command, which gives it to what it is for."""

import sys
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import getaddresses
from typing import Any

from django.core.management.base import BaseCommand, CommandError

LARGEST = 5 * 1024 * 1024
"""Bytes."""
ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To")
NOT_FOR_US = 65
"""« Data that cannot be used » (sysexits.h): the mail server returns the message to who sent it."""


class RefusedError(ValueError):
    """A mail that is not what it should be, with the reason."""


class ReceivingCommand(BaseCommand):
    """Reads one message on standard input."""

    def receive(self, raw: bytes) -> bool:
        """Take a message; whether it said something new. Raises RefusedError."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_new = self.receive(sys.stdin.buffer.read())
        except RefusedError as error:
            raise CommandError(f"Refused: {error}.", returncode=NOT_FOR_US) from error
        self.stdout.write("Received." if is_new else "Nothing new.")


def parsed(raw: bytes) -> EmailMessage:
    if len(raw) > LARGEST:
        raise RefusedError("too large")
    return BytesParser(policy=default).parsebytes(raw)


def written_to(message: EmailMessage) -> list[str]:
    """The addresses that a message came to."""
    headers = [str(value) for name in ADDRESSED for value in message.get_all(name, [])]
    return [address for _name, address in getaddresses(headers)]
