"""Inviting somebody to the jury, and what is answered. An account of the jury opens nothing of the admin."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from labels.enums import Actor
from labels.jury import journal
from labels.jury.enums import JurorState
from labels.jury.interests import see
from labels.jury.mails import send_invitation
from labels.jury.recusing import leaving
from labels.models import Campaign, Juror, JuryRules
from portal.models import User


class AnsweredError(Exception):
    """The invitation was answered or taken back meanwhile."""


@transaction.atomic
def invite(campaign: Campaign, email: str, by: User, *, first_name: str, last_name: str, **values: Any) -> Juror:
    """Make what is missing of account and place in the jury, with a password that nobody knows; a mail follows. Who had
    declined, or was taken out, is asked again.
    """
    JuryRules.objects.locked(campaign)
    user = User.objects.with_email(email).first()
    if user is None:
        user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    juror, _created = Juror.objects.update_or_create(
        user=user, campaign=campaign, defaults={**values, "state": JurorState.INVITED, "declared_at": None}
    )
    journal.record(journal.INVITE, campaign, Actor.ASSOCIATION, by, str(juror))
    transaction.on_commit(lambda: send_invitation(juror))
    return juror


@transaction.atomic
def accept(juror: Juror) -> None:
    """From then on links are proposed. Raises ``AnsweredError``."""
    JuryRules.objects.locked(juror.campaign)
    _answer(juror, JurorState.ACCEPTED, (JurorState.INVITED,))
    journal.record(journal.ACCEPT, juror.campaign, Actor.JUROR, juror.user)
    see(juror)


@transaction.atomic
def decline(juror: Juror) -> None:
    """Also after having accepted: what was not read goes to others. Raises ``AnsweredError``."""
    JuryRules.objects.locked(juror.campaign)
    _answer(juror, JurorState.DECLINED, JurorState.expected())
    leaving(juror, JurorState.DECLINED)
    journal.record(journal.DECLINE, juror.campaign, Actor.JUROR, juror.user)


def _answer(juror: Juror, state: JurorState, sources: tuple[JurorState, ...]) -> None:
    asked = Juror.objects.filter(pk=juror.pk, state__in=sources)
    if not asked.update(state=state, answered_at=timezone.now()):
        raise AnsweredError
    juror.state = state
