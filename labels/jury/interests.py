"""Declaring links, answering those that the portal sees, ending them: each has its déports follow at once."""

from django.db import transaction
from django.utils import timezone

from collectivities.models import Collectivity
from labels.enums import Actor
from labels.jury import journal
from labels.jury.enums import InterestKind, InterestState, JurorState, Reach
from labels.jury.proposing import propose
from labels.jury.recusing import follow_links
from labels.models import Interest, Juror, JuryRules
from portal.languages import in_french


class KnownLinkError(Exception):
    """The same link was declared before, and runs."""


class NothingToAnswerError(Exception):
    """The link was answered meanwhile, has ended, or is not one to explain away."""


@transaction.atomic
def declare(
    juror: Juror, kind: InterestKind, collectivity: Collectivity | None, organisation: str = "", note: str = ""
) -> Interest:
    """Raises ``KnownLinkError``."""
    JuryRules.objects.locked(juror.campaign)
    same = juror.interests.running().filter(kind=kind, collectivity=collectivity, reach=Reach.ITSELF)
    # The constraint knows collectivités only.
    if same.filter(organisation__iexact=organisation).exists():
        raise KnownLinkError
    interest: Interest = Interest.objects.create(
        juror=juror, kind=kind, collectivity=collectivity, organisation=organisation, note=note,
        answered_at=timezone.now(),
    )  # fmt: skip
    _record(journal.DECLARE, interest)
    see(juror)
    return interest


@transaction.atomic
def see(juror: Juror) -> None:
    """Have the portal propose what it sees, and the déports follow."""
    JuryRules.objects.locked(juror.campaign)
    propose(juror)
    follow_links(juror)


@transaction.atomic
def complete(juror: Juror) -> bool:
    """The person says that her links are all there, or that there are none: from then on she may read. Not while one
    that the portal sees waits for an answer.
    """
    JuryRules.objects.locked(juror.campaign)
    propose(juror)
    follow_links(juror)
    if juror.interests.to_answer().exists():
        return False
    changed = Juror.objects.filter(pk=juror.pk, state=JurorState.ACCEPTED, declared_at=None).update(
        declared_at=timezone.now()
    )
    if changed:
        journal.record(journal.DECLARE, juror.campaign, Actor.JUROR, juror.user)
    return True


@transaction.atomic
def hold(interest: Interest) -> None:
    """The person agrees with what the portal sees. Raises ``NothingToAnswerError``."""
    _answer(interest, InterestState.HELD, "")


@transaction.atomic
def dismiss(interest: Interest, note: str) -> None:
    """The person explains why it is none; the association reads it. Raises ``NothingToAnswerError``."""
    if interest.is_certain:
        raise NothingToAnswerError
    _answer(interest, InterestState.DISMISSED, note)
    _record(journal.DISMISS, interest, note)


@transaction.atomic
def end(interest: Interest) -> None:
    """It is one no more; what the portal saw because of it neither, unless another link shows it too. What was
    declared stays readable.
    """
    moment = timezone.now()
    JuryRules.objects.locked(interest.juror.campaign)
    declared = Interest.objects.running().filter(pk=interest.pk, kind__in=InterestKind.declarable())
    if not declared.update(ended_at=moment):
        raise NothingToAnswerError
    Interest.objects.running().filter(based_on=interest).update(ended_at=moment)
    _record(journal.END, interest)
    see(interest.juror)


def _answer(interest: Interest, state: InterestState, note: str) -> None:
    JuryRules.objects.locked(interest.juror.campaign)
    waiting = Interest.objects.to_answer().filter(pk=interest.pk)
    if not waiting.update(state=state, note=note, answered_at=timezone.now()):
        raise NothingToAnswerError


def _record(action: str, interest: Interest, note: str = "") -> None:
    """In French, whatever the language of who acts: others read the journal."""
    with in_french():
        said = f"{interest} – {note}" if note else str(interest)
    journal.record(action, interest.juror.campaign, Actor.JUROR, interest.juror.user, said)
