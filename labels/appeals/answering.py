"""What the association does with an appeal: studying it, answering it with reasons, putting the label right.

Each is a transaction that queues its mails: nothing is done of which nobody is told.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.appeals import mails
from labels.appeals.journal import record
from labels.appeals.states import RECTIFY, Move
from labels.enums import Actor, AppealState
from labels.models import Appeal, Award, Decision, Dossier, Level, Rectification
from labels.permissions import OWN, actors, can_examine
from labels.signals import awards_changed
from labels.transitions import NotPossibleError, locked
from portal.models import User


def why_not_move(move: Move, appeal: Appeal, found: frozenset[Actor]) -> str:
    """Why somebody with these qualities cannot do it to this appeal; empty when she can."""
    if not can_examine(found):
        return str(OWN)
    if AppealState(appeal.state) not in move.sources:
        return _("Le recours est dans l’état « %(state)s ».") % {"state": AppealState(appeal.state).label}
    return ""


@transaction.atomic
def move_appeal(key: int, move: Move, user: User, answer: str = "") -> Appeal:
    """Raises ``NotPossibleError``, which says why, when it cannot be done; nothing has changed then."""
    appeal, moment = _locked(key), timezone.now()
    refused = why_not_move(move, appeal, actors(user, appeal.dossier))
    if not refused and move.needs_answer and not answer.strip():
        refused = _("Répondez : la collectivité a droit à des motifs.")
    if refused:
        raise NotPossibleError(refused)
    appeal.state = move.target
    if move.needs_answer:
        appeal.answer, appeal.answered_at = answer.strip(), moment
    appeal.save(update_fields=["state", "answer", "answered_at"])
    record(move.name, appeal.dossier, move.actor, user.pk, moment, appeal.answer)
    if move.needs_answer:
        mails.tell_answered(appeal, move)
    return appeal


def standing_level(dossier: Dossier) -> Level | None:
    """The level that a dossier has now."""
    award: Award | None = Award.objects.filter(dossier=dossier).select_related("level").first()
    return award.level if award else None


def levels_above(dossier: Dossier) -> list[Level]:
    """Those that an appeal may lead to, the lowest first: nobody loses by having appealed."""
    levels, now = dossier.campaign.levels.order_by("symbols"), standing_level(dossier)
    return list(levels.filter(symbols__gt=now.symbols) if now else levels)


def why_not_rectify(appeal: Appeal, found: frozenset[Actor]) -> str:
    """Why somebody with these qualities cannot put the label of an appeal right; empty when she can."""
    if not can_examine(found):
        return str(OWN)
    if appeal.state != AppealState.FOUNDED:
        return _("Un label se rectifie après un recours fondé.")
    if not Decision.objects.public().filter(dossier=appeal.dossier_id).exists():
        return _("Le jury n’a pas décidé de ce dossier, qui n’était pas recevable : il n’y a pas de label à rectifier.")
    awards = Award.objects.filter(dossier=appeal.dossier_id)
    if awards.exclude(rectification=None).exists():
        return _("Le label est déjà rectifié.")
    if awards.exclude(withdrawal=None).exists():
        return _("Ce label a été retiré.")
    return "" if levels_above(appeal.dossier) else _("C’est déjà le plus haut niveau de cette édition.")


@transaction.atomic
def rectify(key: int, level: Level, user: User, reason: str) -> Rectification:
    """Give the label its right level. The decision of the jury stays as it was sealed: what is public says both.

    Raises ``NotPossibleError``, which says why, when it cannot be done; nothing has changed then.
    """
    appeal, moment = _locked(key), timezone.now()
    dossier = appeal.dossier
    # Before anything is said of it: who takes a label back locks it too.
    award: Award | None = Award.objects.select_for_update(of=("self",)).filter(dossier=dossier).first()
    refused = why_not_rectify(appeal, actors(user, dossier))
    if not refused and level not in levels_above(dossier):
        refused = _("Choisissez un niveau de cette édition, au-dessus de celui d’aujourd’hui.")
    if refused:
        raise NotPossibleError(refused)
    before = award.level if award else None
    if award is None:
        award = Award(campaign=dossier.campaign, collectivity=dossier.collectivity, dossier=dossier)
        award.entity_code, award.entity_name = dossier.collectivity.code, dossier.collectivity.name
    award.level = level
    award.save()
    done: Rectification = Rectification.objects.create(
        award=award, before=before, after=level, reason=reason.strip(), rectified_at=moment
    )
    words = f"{before.name if before else '–'} → {level.name} : {done.reason}"
    record(RECTIFY, dossier, Actor.ASSOCIATION, user.pk, moment, words)
    awards_changed.send(sender=Award)
    mails.tell_rectified(appeal, done)
    return done


def _locked(key: int) -> Appeal:
    """An appeal with its dossier, that nobody else changes until the transaction is over. The dossier is locked first,
    as who files one does.
    """
    dossier = locked(Appeal.objects.values_list("dossier", flat=True).get(pk=key))
    appeal: Appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=key)
    appeal.dossier = dossier
    return appeal
