"""A mail server of the test's own: what arrives is what was really sent."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """Every message that arrived, the first first."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        message: Any = BytesParser(policy=default).parsebytes(envelope.content)
        self.messages.append(message)
        return "250 OK"

    def last_to(self, address: str) -> EmailMessage:
        return [message for message in self.messages if address in str(message["To"])][-1]

    def text_to(self, address: str) -> str:
        """The text of the last message to somebody."""
        return self._body(address, "plain")

    def link_to(self, address: str, path: str) -> str:
        """The address of the page of this path that the last message to somebody gives, in both its forms."""
        found = re.search(rf"http://\S+{path}\S+", self.text_to(address))
        assert found
        assert f'href="{found[0]}"' in self._body(address, "html")
        return found[0]

    def _body(self, address: str, kind: str) -> str:
        part = self.last_to(address).get_body((kind,))
        assert part
        return str(part.get_content())


def answer_to(message: EmailMessage, sender: str, text: str) -> bytes:
    """What a mail program sends when the person answers a message."""
    answer = EmailMessage()
    answer["From"], answer["To"] = sender, str(message["Reply-To"])
    answer["Subject"] = f"Re: {message['Subject']}"
    body = message.get_body(("plain",))
    assert body
    quoted = "".join(f"> {line}\n" for line in str(body.get_content()).splitlines())
    answer.set_content(
        f"{text}\n\nLe lun. 5 oct. 2026 à 10:12, Villes Internet <x@portail.example> a écrit :\n{quoted}"
    )
    return bytes(answer)


@contextmanager
def mail_server(settings: Any) -> Iterator[Mailbox]:
    """The portal sends its mails to it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
