"""What the page of one dossier shows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from labels.admissibility.dossiers import waiting
from labels.enums import Actor, DossierState
from labels.models import Dossier, JournalEntry
from labels.workflow import BY_NAME
from portal.models import User


@dataclass(frozen=True, slots=True)
class Around:
    """The dossiers to examine before and after this one."""

    before: str
    after: str
    left: int


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the journal in words. ``who`` names the association's people; a team is told as such."""

    entry: JournalEntry
    said: Any
    who: str


def around(dossier: Dossier) -> Around:
    """In the order of the list; from a dossier that waits no more, the first that does."""
    keys = list(waiting(dossier.campaign).values_list("pk", flat=True))
    if dossier.pk not in keys:
        return Around("", _url(keys, 0), len(keys))
    place = keys.index(dossier.pk)
    return Around(_url(keys, place - 1), _url(keys, place + 1), len(keys))


def events(dossier: Dossier) -> list[Event]:
    """What happened to it. What the jury decided is not told before the palmarès is public."""
    account = User.objects.filter(pk=OuterRef("account"))
    names = {name: Subquery(account.values(name)[:1]) for name in ("first_name", "last_name")}
    entries = dossier.journal.annotate(**names)
    if not dossier.campaign.is_published:
        secret = DossierState.decided()
        entries = entries.exclude(Q(target__in=secret) | Q(source__in=secret))
    return [Event(entry, _said(entry), _who(entry)) for entry in entries]


def _said(entry: JournalEntry) -> Any:
    return BY_NAME[entry.action].said if entry.action in BY_NAME else entry.action


def _who(entry: Any) -> str:
    """Somebody of the association, whose account is still there."""
    return f"{entry.first_name} {entry.last_name}".strip() if entry.by == Actor.ASSOCIATION and entry.last_name else ""


def _url(keys: list[int], place: int) -> str:
    return reverse("dossiers:edit", args=[keys[place]]) if 0 <= place < len(keys) else ""
