"""Mails that come back. With ``BOUNCES_ADDRESS``, each leaves with a way back of its own (VERP): what follows the « + »
is made of the address it was sent to, so that a mail that comes back says whose it was, and nobody makes one up.
"""

import re
from email.message import Message
from email.utils import parseaddr
from itertools import islice
from typing import Any

from django.conf import settings
from django.dispatch import Signal
from django.utils import timezone
from django.utils.crypto import salted_hmac
from flufl.bounce import all_failures

from portal.models import User
from portal.received_mail import RefusedError, parsed, written_to

SALT = "portal.bounces"
MARK = re.compile(r"\+([0-9a-f]{32})@")
ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w.-]{1,255}")
MOST = 300
"""Addresses that are looked at in a message: those of the servers it went through, and ours."""
DEAD = re.compile(r"5\.(?:1\.\d+|2\.1)\b")
"""What a mail server says of an address that nobody has any more (RFC 3463). A full mailbox, or a mail that was taken
for spam, is refused for good too, and says nothing of the address.
"""
LONGEST_REASON = 300

address_refused = Signal()
"""Sent with ``address``, in lower case, ``reason`` in the words of the mail server, the ``user`` of the address, or
None, and ``is_news``: whether it was not known of the account.
"""


def way_back(address: str) -> str:
    """Where a mail to this address comes back to; who sends it where nothing is received."""
    if not settings.PORTAL_BOUNCES_ADDRESS:
        return str(settings.DEFAULT_FROM_EMAIL)
    name, _at, domain = parseaddr(settings.PORTAL_BOUNCES_ADDRESS)[1].rpartition("@")
    return f"{name}+{_mark(address)}@{domain}"


def receive(raw: bytes) -> bool:
    """Read a mail that came back: whether an address takes none any more, and that was not known. Raises RefusedError
    for what is no mail of ours.
    """
    message = parsed(raw)
    marks = {found[1] for address in written_to(message) if (found := MARK.search(address))}
    if not marks:
        raise RefusedError("no mail of ours")
    # The server may name another address, to which this one is forwarded: ours stands in the message it returns.
    named = (found[0].lower() for found in islice(ADDRESS.finditer(raw.decode("utf-8", "replace")), MOST))
    address = next((one for one in named if _mark(one) in marks), "")
    if not address:
        raise RefusedError("no mail of ours")
    _late, gone = all_failures(message)
    status, reason = _said(message)
    # A server that gives no status says in words that it knows nobody of that name.
    return bool(gone) and (not status or is_dead(status)) and record(address, reason)


def is_dead(said: str) -> bool:
    """Whether a status, or the answer of a mail server, says that nobody has the address any more."""
    return bool(DEAD.match(said))


def record(address: str, reason: str) -> bool:
    """An address takes no mail: written with its account, and told to whom it concerns. Whether that was not known."""
    account = User.objects.with_email(address)
    is_news = bool(account.filter(bounced_at=None).update(bounced_at=timezone.now()))
    user = account.first()
    address_refused.send(
        None, address=address.lower(), reason=reason[:LONGEST_REASON], user=user, is_news=is_news or user is None
    )
    return is_news or user is None


def _mark(address: str) -> str:
    return salted_hmac(SALT, address.lower()).hexdigest()[:32]


def _said(message: Message) -> tuple[str, str]:
    """The status that the mail server gives (RFC 3464), and what it says of it; nothing where it gives none."""
    for part in message.walk():
        reports: Any = part.get_payload()
        if part.get_content_type() != "message/delivery-status" or not isinstance(reports, list):
            continue
        for fields in reports:
            if status := str(fields.get("Status", "")).strip():
                said = " ".join(str(fields.get("Diagnostic-Code", "")).split())
                return status, said.partition(";")[2].strip() or said or status
    return "", ""
