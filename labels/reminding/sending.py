"""Each dossier is claimed and its mails queued in one transaction, so that a run may stop and start again, and no mail
leaves twice.
"""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime
from django.utils.translation import override

from collectivities.models import Membership
from labels.answered import Said, missing_questions, proof_count
from labels.campaigns.content import minutes
from labels.eligibility import conditions
from labels.enums import DossierState, Phase, RuleKind
from labels.models import Answer, Campaign, Dossier, DraftReminder
from labels.transitions import locked
from labels.writing.addresses import dossier_address
from portal.addresses import whole_address
from portal.batches import do_each, read_keys
from portal.mail import send_mail

BATCH = 200


def send_due(moment: datetime.datetime) -> tuple[int, int]:
    """Remind every team that is to be; how many were, and how many failed. One that fails stops no other."""
    return do_each(keys_to_remind(moment), lambda key: remind(key, moment), "Reminding of the dossier")


def keys_to_remind(moment: datetime.datetime) -> Iterator[int]:
    """Drafts of the campaign that is open, with somebody to read the mail, that were not reminded of this delay."""
    campaign = Campaign.objects.current()
    days = due_days(campaign, moment) if campaign else None
    if days is None:
        return iter(())
    team = Membership.objects.active().filter(collectivity=OuterRef("collectivity"))
    told = DraftReminder.objects.filter(dossier=OuterRef("pk"), days=days)
    return read_keys(Dossier.objects.drafts().filter(Exists(team), ~Exists(told), campaign=campaign), BATCH)


def due_days(campaign: Campaign, moment: datetime.datetime) -> int | None:
    """The reminder that is due: the last one whose day has come, so that a day without a run brings no two mails."""
    if campaign.phase(moment) != Phase.OPEN or campaign.closes_at is None:
        return None
    # Days of the calendar of Paris: one of them has 25 hours.
    left = (localtime(campaign.closes_at).date() - localtime(moment).date()).days
    come = [days for days in settings.PORTAL_DRAFT_REMINDER_DAYS if left <= days]
    return min(come, default=None)


def remind(key: int, moment: datetime.datetime) -> bool:
    """Whether the team was told now: another run may have done it, or the dossier be deposited, meanwhile."""
    with transaction.atomic():
        dossier = locked(key)
        days = due_days(dossier.campaign, moment)
        if days is None or dossier.state != DossierState.DRAFT:
            return False
        if not DraftReminder.objects.get_or_create(dossier=dossier, days=days, defaults={"sent_at": moment})[1]:
            return False
        _mail(dossier)
    return True


def _mail(dossier: Dossier) -> None:
    """One to each member, so that nobody reads the address of another; what lacks is said in the language of each."""
    team = Membership.objects.active().filter(collectivity=dossier.collectivity).select_related("user")
    users = [member.user for member in team.order_by("pk")]
    context: dict[str, object] = {
        "year": str(dossier.campaign.year),
        "name": dossier.collectivity.full_name,
        "closes_at": dossier.campaign.closes_at,
        "is_untouched": _is_untouched(dossier),
        "link": whole_address(dossier_address(dossier)),
    }
    said = Said(missing_questions(dossier), proof_count(dossier))
    lacking = {language: _lacking(dossier, said, language) for language in {user.language for user in users}}
    for user in users:
        send_mail("mail/dossier_reminder", [user.email], {**context, **lacking[user.language]}, language=user.language)


def _lacking(dossier: Dossier, said: Said, language: str) -> dict[str, object]:
    with override(language):
        left = [condition for condition in conditions(dossier, said) if not condition.is_met]
    owes_answers = any(condition.kind == RuleKind.ANSWERS for condition in left)
    return {"left": [condition.detail for condition in left], "minutes": minutes(said.missing) if owes_answers else 0}


def _is_untouched(dossier: Dossier) -> bool:
    """Whether it holds what was carried over from an earlier year, and nobody has looked at it since."""
    given = Answer.objects.filter(dossier=dossier).given()
    return bool(given.exists()) and not given.filter(carried=False).exists()
