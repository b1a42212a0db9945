"""Receives one mail on its standard input: the mail server pipes to it what comes to ``BOUNCES_ADDRESS``."""

from portal.bounces import receive
from portal.received_mail import ReceivingCommand


class Command(ReceivingCommand):
    help = "Read a mail that came back: the association is told whose address takes none. Reads it on standard input."

    def receive(self, raw: bytes) -> bool:
        return receive(raw)
