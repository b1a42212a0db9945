"""Receives one mail on its standard input: the mail server pipes to it what comes to ``ANSWERS_ADDRESS``."""

from initiatives.questions.receiving import receive
from portal.received_mail import ReceivingCommand


class Command(ReceivingCommand):
    help = "Put a mail that answers a question between communes into its thread. Reads the message on standard input."

    def receive(self, raw: bytes) -> bool:
        return receive(raw)
