"""A decision of the jury, written down under locks: who was there, what the room had before it, and what follows."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from labels.deliberation.basis import basis
from labels.deliberation.presences import Present, those_present
from labels.deliberation.room import Seat
from labels.deliberation.sitting import sitting_to_decide_in
from labels.enums import Actor, DossierState
from labels.models import Decision, Dossier, JuryRules, Level, Mention, Presence
from labels.robustness.latest import latest
from labels.scoring.standing import Standing, standings
from labels.transitions import NotPossibleError, locked, perform, why_not
from labels.workflow import DECIDE_AGAIN, OF_OUTCOME
from portal.languages import in_french


class ChangedError(Exception):
    """Who is there, or what the readings say, is no more as it was read."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the room says: ``level`` none where nothing is awarded. ``out`` are those who stepped out by themselves, by
    key of juror, with why; ``seen`` what the page that was read said (``seen_of``).
    """

    level: Level | None
    opinion: str
    seen: str
    mentions: Collection[Mention] = ()
    out: Mapping[int, str] = field(default_factory=dict)

    @property
    def outcome(self) -> DossierState:
        if self.level is None:
            return DossierState.NOT_LABELLED
        return DossierState.MENTION if self.level.is_mention else DossierState.LABELLED


def seen_of(standing: Standing, present: Sequence[Present]) -> str:
    """A digest of what a decision is taken on, the same in every language."""
    with in_french():
        told = [basis(standing), [(one.juror.pk, str(one.why)) for one in present]]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def why_not_decide(seat: Seat, dossier: Dossier) -> str:
    """Why she cannot write a decision now on a dossier that is before her; empty when she can, and ``decide`` asks
    again.
    """
    if seat.leads and seat.sitting and dossier.state == DossierState.DELIBERATION:
        return ""
    return why_not(OF_OUTCOME[DossierState.LABELLED], dossier, seat.qualities)


@transaction.atomic
def decide(seat: Seat, key: int, ruling: Ruling) -> Decision:
    """Raises ``NotPossibleError``, with why, or ``ChangedError``; nothing is written then."""
    JuryRules.objects.locked(seat.campaign)
    dossier, sitting = locked(key), sitting_to_decide_in(seat.campaign)
    actors = _actors(seat, dossier)
    transition = OF_OUTCOME[ruling.outcome]
    refused = why_not(transition, dossier, actors)
    if refused or sitting is None:
        raise NotPossibleError(refused)
    present = those_present(sitting, dossier)
    standing = standings(seat.campaign).get(key, Standing())
    if ruling.seen != seen_of(standing, present):
        raise ChangedError
    refused = why_nobody(present, ruling.out) or why_not_hers(seat, ruling.out)
    if refused := refused or why_no_mention(ruling.level, ruling.mentions):
        raise NotPossibleError(refused)
    by = Actor.PRESIDENT if Actor.PRESIDENT in actors else Actor.ASSOCIATION
    decision: Decision = Decision.objects.create(
        dossier=dossier,
        sitting=sitting,
        outcome=ruling.outcome,
        level=ruling.level,
        opinion=ruling.opinion,
        basis=basis(standing, latest(seat.campaign).of(key)),
        by=by,
        account=seat.user.pk,
    )
    decision.mentions.set(ruling.mentions)
    _write_presences(decision, present, ruling.out)
    perform(transition, dossier, actors, seat.user)
    return decision


def why_nobody(present: Sequence[Present], out: Collection[int]) -> str:
    """Why nobody is left to decide; empty when somebody is."""
    if any(not one.is_out and one.juror.pk not in out for one in present):
        return ""
    return _("Personne n’est là pour décider de ce dossier : dites qui est présent à la séance.")


def why_not_hers(seat: Seat, out: Collection[int]) -> str:
    """Why somebody does not write down a decision for which she says that she stepped out; empty when she stays."""
    if seat.juror is None or seat.juror.pk not in out:
        return ""
    return _("Qui est sorti·e n’écrit pas la décision : déportez-vous du dossier, quelqu’un d’autre l’écrira.")


def why_no_mention(level: Level | None, mentions: Collection[Mention]) -> str:
    """Why these mentions are not given; empty when they are. A mention stands beside a level, that without arobase too:
    nobody would ever read one that has none.
    """
    if level or not mentions:
        return ""
    return _("Une mention accompagne un niveau : décochez-la, ou choisissez un niveau.")


@transaction.atomic
def decide_again(seat: Seat, key: int, reason: str) -> None:
    """The dossier is before the room again; what was decided stays written. Raises ``NotPossibleError``. The sitting
    does not end meanwhile: its minutes say what was taken up again.
    """
    dossier, _sitting = locked(key), sitting_to_decide_in(seat.campaign)
    perform(DECIDE_AGAIN, dossier, _actors(seat, dossier), seat.user, reason)


def _actors(seat: Seat, dossier: Dossier) -> frozenset[Actor]:
    """In what quality she acts, looked at again within the transaction."""
    now = seat.again()
    return now.actors(dossier) if now and now.campaign == dossier.campaign else frozenset()


def _write_presences(decision: Decision, present: Sequence[Present], out: Mapping[int, str]) -> None:
    """In French, whoever writes the decision down: it is never written again."""
    rows = []
    with in_french():
        for one in present:
            reason = str(one.why) or out.get(one.juror.pk, "")
            rows.append(Presence(decision=decision, juror=one.juror, stepped_out=bool(reason), reason=reason))
    Presence.objects.bulk_create(rows)
