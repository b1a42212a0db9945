"""Answers that come by mail: ``manage.py receive_answer`` gives each message to ``receive``.

The token in the address says which thread and which side. Only the members of that side may write, from the address of
their account: a mail that was forwarded opens nothing.
"""

import datetime
import re
from email.message import EmailMessage
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from mailparser_reply import EmailReplyParser

from collectivities.models import Membership
from initiatives.enums import Side
from initiatives.models import Question
from initiatives.models.question import LONGEST_MESSAGE
from initiatives.questions import posting
from portal.received_mail import RefusedError, parsed, written_to
from portal.text_rules import INVISIBLE, plain

TOKEN = re.compile(r"\+([\w-]{43})@")
LANGUAGES = ["fr", "en"]
AUTOMATIC = ("bulk", "auto_reply", "junk", "list")
"""What « Precedence » says of mails that no person wrote."""
OUTLOOK_LINK = re.compile(r"<(?:https?://|mailto:|[^<>\s]+@)[^<>]*>", re.IGNORECASE)
"""What Outlook writes after a link, in a plain text."""
MOST_IN_AN_HOUR = 20


def receive(raw: bytes) -> bool:
    """Put an answer into its thread; whether it was new. Raises RefusedError."""
    message = parsed(raw)
    submitted, precedence = (str(message.get(name, "")).lower() for name in ("Auto-Submitted", "Precedence"))
    if submitted not in {"", "no"} or precedence in AUTOMATIC:
        raise RefusedError("an automatic answer")
    question, side = _thread_of(message)
    sender = parseaddr(str(message.get("From", "")))[1]
    members = Membership.objects.active().filter(collectivity=question.collectivity_of(side))
    member = members.filter(user__email__iexact=sender).select_related("user").first()
    if member is None:
        raise RefusedError("not from a member of the team")
    recent = question.messages.filter(sent_at__gte=timezone.now() - datetime.timedelta(hours=1))
    if recent.count() >= MOST_IN_AN_HOUR:
        raise RefusedError("too many in an hour")
    return posting.answer(question, side, member.user, _written_in(message))


def _thread_of(message: EmailMessage) -> tuple[Question, Side]:
    for address in written_to(message):
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
    text = INVISIBLE.sub("", OUTLOOK_LINK.sub("", reply.replace("\r\n", "\n"))).strip()
    if not text or len(text) > LONGEST_MESSAGE:
        raise RefusedError("empty, or too long")
    try:
        plain(text)
    except ValidationError as error:
        raise RefusedError("; ".join(error.messages)) from error
    return text
