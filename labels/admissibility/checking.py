"""Going through the list for one dossier: what holds, what does not, and who said so."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.db.models import FilteredRelation, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.enums import Actor, DossierState
from labels.models import Check, CheckItem, Dossier
from labels.permissions import actors, can_examine
from labels.transitions import NotPossibleError, locked
from portal.models import User


class ChangedError(Exception):
    """Somebody else checked or decided since the page was opened."""


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the list, and what was found of it in this dossier, if anybody looked."""

    item: CheckItem
    check: Check | None

    @property
    def stands(self) -> bool:
        return self.check is not None and self.check.stands

    @property
    def is_stale(self) -> bool:
        """It was true of an earlier deposit: it is to be looked at again."""
        return self.check is not None and self.check.is_met and not self.check.stands

    @property
    def note(self) -> str:
        return self.check.note if self.check else ""


def why_not_examine(found: frozenset[Actor], dossier: Dossier) -> str:
    """Why somebody with these qualities cannot check a dossier or decide on it; empty when she can."""
    if not can_examine(found):
        return _("Quelqu’un de l’association qui n’est pas de l’équipe de cette collectivité examine son dossier.")
    if dossier.state not in DossierState.examined():
        return _("Le dossier est dans l’état « %(state)s ».") % {"state": dossier.state_for_all.label}
    return ""


def checklist(dossier: Dossier) -> list[Line]:
    """Every item of its campaign, in order, with what was found of it, in one query."""
    found = FilteredRelation("checks", condition=Q(checks__dossier=dossier))
    items = CheckItem.objects.filter(campaign=dossier.campaign_id).annotate(found=found)
    lines = [
        Line(item, getattr(item, "found", None))
        for item in items.select_related("found__author").order_by("sort_order", "pk")
    ]
    for line in lines:
        if line.check:
            line.check.dossier = dossier
    return lines


def unchecked(lines: list[Line]) -> list[CheckItem]:
    return [line.item for line in lines if not line.stands]


def seen_of(lines: list[Line]) -> str:
    """What changes when somebody checks anything: a form says what it read."""
    words = [f"{line.item.pk}:{line.check.is_met}:{line.check.at.isoformat()}" for line in lines if line.check]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


@transaction.atomic
def check(key: int, found: dict[int, tuple[bool, str]], seen: str, user: User) -> int:
    """Write what somebody found of each item: whether it holds, and a note. How many items changed.

    Raises ``NotPossibleError`` when it is not hers to examine, and ``ChangedError`` when a colleague checked meanwhile.
    """
    dossier = locked(key)
    refused = why_not_examine(actors(user, dossier), dossier)
    if refused:
        raise NotPossibleError(refused)
    lines = checklist(dossier)
    if seen_of(lines) != seen:
        raise ChangedError
    changed = [_changed(line, dossier, *found[line.item.pk], user) for line in lines if line.item.pk in found]
    return sum(changed)


def _changed(line: Line, dossier: Dossier, is_met: bool, note: str, user: User) -> bool:
    """Whether there was something to write: what was found before keeps its author and its day."""
    if (line.stands, line.note) == (is_met, note):
        return False
    values = {"is_met": is_met, "note": note, "author": user, "at": timezone.now()}
    Check.objects.update_or_create(dossier=dossier, item=line.item, defaults=values)
    return True


def why_not_complete(lines: list[Line]) -> str:
    """Why a dossier cannot be admitted yet; empty when every item holds."""
    left = unchecked(lines)
    return _("Reste à vérifier : %(items)s.") % {"items": ", ".join(f"« {item} »" for item in left)} if left else ""
