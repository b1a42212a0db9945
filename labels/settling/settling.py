"""« Arrêter le palmarès », and taking that back while nobody was told: one transaction each, under the lock of the
campaign. Labels, minutes and journal are written together, or nothing is.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.campaigns.journal import Act, write
from labels.enums import Actor, DossierState, Phase
from labels.minutes.content import of_palmares, of_taking_back, standing_decisions
from labels.minutes.sealing import append, locked
from labels.models import Award, Campaign, Decision, Dossier
from labels.settling.missing import why_not_settled
from labels.signals import awards_changed
from portal.models import User


class NotSettledError(Exception):
    """What was asked for is not possible; the text says why."""


@transaction.atomic
def settle(key: int, by: Actor, user: User) -> bool:
    """Give the labels that were decided. False when somebody just did. Raises ``NotSettledError`` while something is
    missing; nothing has changed then.
    """
    campaign = locked(key)
    if campaign.settled_at:
        return False
    _hold_dossiers(campaign)
    if refused := why_not_settled(campaign):
        raise NotSettledError(refused)
    decisions = list(standing_decisions(campaign))
    give(campaign, decisions)
    campaign.settled_at = timezone.now()
    campaign.save(update_fields=["settled_at"])
    write(campaign, Act.SETTLED, user, by=by)
    append(campaign, of_palmares(campaign, decisions, _refused(campaign)), user)
    awards_changed.send(sender=Award)
    return True


def why_not_taken_back(campaign: Campaign) -> str:
    """Why a palmarès stays settled; empty when it may be taken back."""
    if not campaign.settled_at:
        return _("Le palmarès n’est pas arrêté.")
    if campaign.phase() == Phase.PUBLISHED:
        return _("Le palmarès est public : il ne se reprend plus. Un label se retire, avec un motif.")
    return ""


@transaction.atomic
def take_back(key: int, by: Actor, user: User, reason: str) -> None:
    """The labels go, and the jury may sit again; that it was settled, and why it is no more, stay in the minutes.

    Raises ``NotSettledError`` when it was not settled, or is public.
    """
    campaign = locked(key)
    if refused := why_not_taken_back(campaign):
        raise NotSettledError(refused)
    # Through the campaign: receivers of each ask it nothing more.
    campaign.awards.all().delete()
    campaign.settled_at = None
    campaign.save(update_fields=["settled_at"])
    write(campaign, Act.TAKEN_BACK, user, reason, by=by)
    append(campaign, of_taking_back(reason, timezone.now()), user)
    awards_changed.send(sender=Award)


def give(campaign: Campaign, decisions: Sequence[Decision]) -> None:
    """A label for each that was given one, of the entity that the collectivité is on that day."""
    given = [one for one in decisions if one.level]
    awards = Award.objects.bulk_create(
        Award(
            campaign=campaign,
            collectivity=one.dossier.collectivity,
            entity_code=one.dossier.collectivity.code,
            entity_name=one.dossier.collectivity.name,
            level=one.level,
            dossier=one.dossier,
        )
        for one in given
    )
    through = Award.mentions.through
    through.objects.bulk_create(
        through(award_id=award.pk, mention_id=mention.pk)
        for award, one in zip(awards, given, strict=True)
        for mention in one.mentions.all()
    )


def _hold_dossiers(campaign: Campaign) -> None:
    """Whoever decides on one, decides again or examines one again ends before, or begins after and is told that it is
    settled. Drafts stay drafts: the time of deposits is over.
    """
    rows = campaign.dossiers.deposited().order_by("pk").select_for_update(of=("self",))
    list(rows.values_list("pk", flat=True))


def _refused(campaign: Campaign) -> list[Dossier]:
    rows = campaign.dossiers.filter(state=DossierState.INADMISSIBLE).select_related("collectivity__departement")
    return list(rows.order_by("collectivity__sort_name", "pk"))
