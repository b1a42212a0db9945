"""The threads that anybody reads on a sheet."""

import re
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from initiatives.enums import Side
from initiatives.models import InitiativePage, Message

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(r"(?<!\d)(?:(?:\+|00)\d{2,3}[\s.]*(?:\(0\))?|0)[\s./-]*[1-9](?:[\s./-]*\d{2}){4}(?!\d)")
"""With ``ADDRESS``, what a signature holds and no public page shows."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message, under the name of its commune: no person is named in public."""

    name: str
    is_answer: bool
    text: str


def public_threads(page: InitiativePage) -> list[list[Said]]:
    """Those both communes want public, in one query."""
    if not page.pk:
        return []
    rows = Message.objects.filter(
        question__sheet=page, question__asking_agrees=True, question__asked_agrees=True
    ).select_related("question__asking__departement", "question__asked__departement")
    ordered = rows.order_by("question__created_at", "question_id", "sent_at", "pk")
    return [[_said(row) for row in rows] for _key, rows in groupby(ordered, key=lambda row: row.question_id)]


def _said(message: Message) -> Said:
    return Said(message.collectivity.full_name, message.side == Side.ASKED, without_contacts(message.text))


def without_contacts(text: str) -> str:
    """The text without the addresses and telephone numbers that somebody signed with."""
    return TELEPHONE.sub(_("[numéro retiré]"), ADDRESS.sub(_("[adresse retirée]"), text))
