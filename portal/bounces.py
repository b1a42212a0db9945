"""Mails that come back. With ``BOUNCES_ADDRESS``, each leaves with a way back of its own (VERP): what follows the « + »
is made of the address it was sent to, so that a mail that comes back says whose it was, and nobody makes one up.
"""

import re
from email.message import Message
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.dispatch import Signal
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from flufl.bounce import all_failures

from portal.models import User
from portal.received_mail import RefusedError, parsed, written_to

SALT = "portal.bounces"
MARK = re.compile(r"\+([0-9a-f]{32})@")
ADDRESS = re.compile(r"[\w.!#$%&'*/=?^`{|}~+-]+@[\w-]+(?:\.[\w-]+)+")
LONGEST_REASON = 300

address_refused = Signal()
"""Sent with ``address``, in lower case, ``reason`` in the words of the mail server, and the ``user`` of the address, or
None: once for an account, until its address is proved or changed.
"""


def way_back(address: str) -> str:
    """Where a mail to this address comes back to; who sends it where nothing is received."""
    if not settings.PORTAL_BOUNCES_ADDRESS:
        return str(settings.DEFAULT_FROM_EMAIL)
    name, _at, domain = parseaddr(settings.PORTAL_BOUNCES_ADDRESS)[1].rpartition("@")
    return f"{name}+{_mark(address)}@{domain}"


def receive(raw: bytes) -> bool:
    """Read a mail that came back: whether an address takes none any more, and that was not known. One that is only late
    is nothing new. Raises RefusedError for what is no mail of ours.
    """
    message = parsed(raw)
    marks = [found[1] for address in written_to(message) if (found := MARK.search(address))]
    # The server may name another address, to which this one is forwarded: ours stands in the message it returns.
    named = {address.lower() for address in ADDRESS.findall(raw.decode("utf-8", "replace"))}
    ours = (one for one in named if any(constant_time_compare(_mark(one), mark) for mark in marks))
    address = next(ours, "")
    if not address:
        raise RefusedError("no mail of ours")
    _late, gone = all_failures(message)
    return bool(gone) and record(address, _reason(message))


def record(address: str, reason: str) -> bool:
    """An address takes no mail: written with its account, and told to whom it concerns. Whether that was not known."""
    user = User.objects.with_email(address).first()
    if user:
        if user.bounced_at:
            return False
        user.bounced_at = timezone.now()
        user.save(update_fields=["bounced_at"])
    address_refused.send(None, address=address.lower(), reason=reason[:LONGEST_REASON], user=user)
    return True


def _mark(address: str) -> str:
    return salted_hmac(SALT, address.lower()).hexdigest()[:32]


def _reason(message: Message) -> str:
    """What the mail server says of it (RFC 3464), or nothing."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            reports: Any = part.get_payload()
            for fields in reports:
                if said := " ".join(str(fields.get("Diagnostic-Code", fields.get("Status", ""))).split()):
                    return said.partition(";")[2].strip() or said
    return ""
