"""Errata: published once, never changed, read beside what they correct by everybody who answers or marks it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from labels.campaigns.journal import Act, write
from labels.campaigns.opening import locked
from labels.campaigns.tasks import tell_corrected
from labels.models import Campaign, Erratum, Question
from portal.models import User


class NotCorrectedError(Exception):
    """There is nothing to correct by an erratum; the text says why."""


@dataclass(frozen=True, slots=True)
class Errata:
    """Those of a campaign, read at once. One of a question holds in every questionnaire that asks it."""

    general: list[Erratum] = field(default_factory=list)
    by_codes: dict[tuple[str, str], list[Erratum]] = field(default_factory=dict)

    def of(self, question: Question) -> list[Erratum]:
        return self.by_codes.get((question.section.code, question.code), [])


def errata_of(campaign: Campaign) -> Errata:
    """One query, whatever their number."""
    general: list[Erratum] = []
    by_codes: dict[tuple[str, str], list[Erratum]] = defaultdict(list)
    for erratum in campaign.errata.told():
        question = erratum.question
        (by_codes[question.section.code, question.code] if question else general).append(erratum)
    return Errata(general, dict(by_codes))


@transaction.atomic
def publish(key: int, question: Question | None, text: str, user: User) -> Erratum:
    """The campaign is open: before that, its content is corrected itself. Everybody who has a dossier is told."""
    campaign = locked(key)
    if not campaign.opened_at:
        raise NotCorrectedError(_("La campagne est en préparation : corrigez-la directement."))
    if question and question.section.questionnaire.campaign_id != campaign.pk:
        raise NotCorrectedError(_("Cette question est d’une autre campagne."))
    last: Erratum | None = campaign.errata.first()
    if last and (last.question_id, last.text) == (question.pk if question else None, text.strip()):
        # Pressed twice, the button publishes once: nobody could take the second one away.
        return last
    erratum: Erratum = Erratum.objects.create(campaign=campaign, question=question, text=text.strip(), account=user.pk)
    write(campaign, Act.CORRECTED, user, erratum.text)
    transaction.on_commit(lambda: tell_corrected.enqueue(key=erratum.pk))
    return erratum
