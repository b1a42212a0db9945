"""Beginning a dossier: one per collectivité and campaign, whoever clicks, and however often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from collectivities.models import Collectivity
from labels.campaigns.content import minutes
from labels.enums import DossierPath
from labels.models import Campaign, Dossier, Question, Questionnaire
from labels.timing import why_not_receiving
from labels.writing.questionnaires import by_path


class NotStartedError(Exception):
    """No dossier can be begun; its text says why."""


@dataclass(frozen=True, slots=True)
class PathOffer:
    """What a path asks, and about how many minutes it takes."""

    path: DossierPath
    questions: int
    minutes: int


def why_not_start(campaign: Campaign, questionnaire: Questionnaire | None) -> str:
    """Why no dossier can be begun now; empty when one can."""
    if reason := why_not_receiving(campaign, timezone.now()):
        return reason
    if questionnaire is None:
        return _("Aucun questionnaire de cette édition n’est prévu pour votre collectivité : écrivez à l’association.")
    return ""


def questionnaire_for(campaign: Campaign, collectivity: Collectivity) -> Questionnaire | None:
    found: Questionnaire | None = Questionnaire.objects.for_collectivity(campaign, collectivity)
    return found


@transaction.atomic
def start(campaign: Campaign, collectivity: Collectivity, path: DossierPath) -> Dossier:
    """The dossier of this collectivité, begun now unless a colleague did. Raises NotStartedError."""
    begun: Dossier | None = Dossier.objects.filter(campaign=campaign, collectivity=collectivity).first()
    if begun:
        return begun
    questionnaire = questionnaire_for(campaign, collectivity)
    reason = why_not_start(campaign, questionnaire)
    if reason or questionnaire is None:
        raise NotStartedError(reason)
    chosen = {"questionnaire": questionnaire, "path": path}
    made: tuple[Dossier, bool] = Dossier.objects.get_or_create(
        campaign=campaign, collectivity=collectivity, defaults=chosen
    )
    return made[0]


def offers(questionnaire: Questionnaire) -> list[PathOffer]:
    """The short path first. One query."""
    every = list(Question.objects.filter(section__questionnaire=questionnaire))
    return offered(by_path(every))


def offered(asked: Mapping[DossierPath, Sequence[Question]]) -> list[PathOffer]:
    """The paths that ask something, by what each asks."""
    return [PathOffer(path, len(rows), minutes(rows)) for path, rows in asked.items() if rows]
