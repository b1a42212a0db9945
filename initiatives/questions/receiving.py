"""Answers that come by mail: ``manage.py receive_answer`` gives each message to ``receive``.

The token in the address says which thread and which side. Only the members of that side may write, from the address of
their account: a mail that was forwarded opens nothing.
"""

import re
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import getaddresses, parseaddr

from django.core.exceptions import ValidationError
from django.db.models import Q
from mailparser_reply import EmailReplyParser

from collectivities.models import Membership
from initiatives.enums import Side
from initiatives.models import Question
from initiatives.models.question import LONGEST_MESSAGE
from initiatives.questions import posting
from portal.text_rules import plain

TOKEN = re.compile(r"\+([\w-]{43})@")
LANGUAGES = ["fr", "en"]
LARGEST = 5 * 1024 * 1024
ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To")
AUTOMATIC = ("auto-generated", "auto-replied")


class RefusedError(ValueError):
    """A mail that answers no thread. What it says is for the log of the mail server, never for who sent it."""


def receive(raw: bytes) -> bool:
    """Put an answer into its thread; whether it was new. Raises RefusedError."""
    if len(raw) > LARGEST:
        raise RefusedError("too large")
    message = BytesParser(policy=default).parsebytes(raw)
    if str(message.get("Auto-Submitted", "no")).lower() in AUTOMATIC:
        raise RefusedError("an automatic answer")
    question, side = _thread_of(message)
    sender = parseaddr(str(message.get("From", "")))[1]
    members = Membership.objects.active().filter(collectivity=question.collectivity_of(side))
    member = members.filter(user__email__iexact=sender).select_related("user").first()
    if member is None:
        raise RefusedError("not from a member of the team")
    return posting.answer(question, side, member.user, _written_in(message))


def _thread_of(message: EmailMessage) -> tuple[Question, Side]:
    headers = [
        str(value) for name in ("To", "Cc", "Delivered-To", "X-Original-To") for value in message.get_all(name, [])
    ]
    for _name, address in getaddresses(headers):
        if found := TOKEN.search(address):
            token = found[1]
            rows = Question.objects.with_names().filter(Q(asking_token=token) | Q(asked_token=token))
            if question := rows.first():
                return question, Side.ASKING if question.asking_token == token else Side.ASKED
    raise RefusedError("no thread of this address")


def _written_in(message: EmailMessage) -> str:
    """What the person wrote above what the mail quotes."""
    part = message.get_body(("plain",))
    try:
        whole = str(part.get_content()) if part else ""
    except (LookupError, UnicodeError) as error:
        raise RefusedError("an unknown encoding") from error
    reply = EmailReplyParser(languages=LANGUAGES).parse_reply(text=whole) or ""
    text = reply.replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST_MESSAGE:
        raise RefusedError("empty, or too long")
    try:
        plain(text)
    except ValidationError as error:
        raise RefusedError("; ".join(error.messages)) from error
    return text
