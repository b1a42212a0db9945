"""The dossiers of a campaign: most are deposited, some are being written, a few are to be completed."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from collectivities.models import Collectivity
from home.demo import content
from home.demo.label import answers
from home.demo.label.drawing import merit, share
from labels.depositing.content import content_of
from labels.depositing.freezing import freeze
from labels.enums import Actor, DossierPath, DossierState
from labels.fingerprints import fingerprint
from labels.models import Answer, Campaign, Deposit, Dossier, Evidence, JournalEntry, Question, Questionnaire

DRAFTS, TO_COMPLETE = 0.1, 0.04
"""The shares of the dossiers that are in these states."""
TO_COMPLETE_DAYS = 15
LAST_WEEKS = datetime.timedelta(days=60)


def open_ones(campaign: Campaign, towns: Sequence[Collectivity], states: dict[str, DossierState]) -> list[Dossier]:
    """The dossiers of a campaign that is open; ``states`` says those of some, by official code."""
    now = timezone.now()
    made = []
    for town in towns:
        state = states.get(town.code) or _state(town.code)
        is_draft = state == DossierState.DRAFT
        moment = now - LAST_WEEKS * (0.02 + share("moment", town.code))
        until = now + datetime.timedelta(days=TO_COMPLETE_DAYS) if state == DossierState.TO_COMPLETE else None
        made.append(
            _dossier(
                campaign,
                town,
                state=state,
                changed_at=moment,
                deposited_at=None if is_draft else moment,
                complete_until=until,
            )
        )
    _write(made)
    _deposit([dossier for dossier in made if dossier.state != DossierState.DRAFT])
    return made


def past_ones(campaign: Campaign, towns: Sequence[Collectivity]) -> list[Dossier]:
    """Those of a campaign that is over, which a new dossier starts from."""
    moment = campaign.closes_at or timezone.now()
    published = {"state": DossierState.PUBLISHED, "changed_at": moment, "deposited_at": moment}
    made = [_dossier(campaign, town, **published) for town in towns]
    _write(made)
    return made


def _dossier(campaign: Campaign, town: Collectivity, **values: Any) -> Dossier:
    # Who has done a lot has more to tell.
    path = DossierPath.FULL if merit(town.code) > 0.55 else DossierPath.SHORT
    questionnaire = Questionnaire.objects.for_collectivity(campaign, town)
    return Dossier(campaign=campaign, collectivity=town, questionnaire=questionnaire, path=path, **values)


def _state(code: str) -> DossierState:
    drawn = share("state", code)
    if drawn < DRAFTS:
        return DossierState.DRAFT
    return DossierState.TO_COMPLETE if drawn < DRAFTS + TO_COMPLETE else DossierState.DEPOSITED


def _write(dossiers: list[Dossier]) -> None:
    Dossier.objects.bulk_create(dossiers)
    asked = _questions(dossiers)
    sheets = answers.sheets_of(dossier.collectivity_id for dossier in dossiers)
    given: list[Answer] = []
    proofs: list[Evidence] = []
    for dossier in dossiers:
        questions = asked[dossier.questionnaire_id, dossier.path]
        given += answers.answers(dossier, questions, dossier.campaign.year)
        proofs += answers.proofs(dossier, questions, sheets)
    Answer.objects.bulk_create(given, batch_size=2_000)
    Evidence.objects.bulk_create(proofs)


def _questions(dossiers: Iterable[Dossier]) -> dict[tuple[int, str], list[Question]]:
    """What each questionnaire asks on each path."""
    keys = {dossier.questionnaire_id for dossier in dossiers}
    rows = Question.objects.filter(section__questionnaire__in=keys).in_order().select_related("section")
    every = list(rows.prefetch_related("choices"))
    return {
        (key, path): [
            question
            for question in every
            if question.section.questionnaire_id == key and (path == DossierPath.FULL or question.on_short_path)
        ]
        for key in keys
        for path in DossierPath
    }


def _deposit(dossiers: list[Dossier]) -> None:
    """With receipts, in the order in which they came."""
    numbers: Counter[int] = Counter()
    for dossier in sorted(dossiers, key=lambda one: (one.deposited_at, one.pk)):
        freeze(dossier, dossier.changed_at)
        deposited = content_of(dossier)
        numbers[dossier.campaign.year] += 1
        Deposit.objects.create(
            dossier=dossier,
            number=f"{dossier.campaign.year}-{numbers[dossier.campaign.year]:04}",
            content=deposited,
            fingerprint=fingerprint(deposited),
            received_at=dossier.deposited_at,
        )
        _journal(dossier, "deposit", DossierState.DRAFT, DossierState.DEPOSITED, Actor.REFERENT)
        if dossier.state == DossierState.TO_COMPLETE:
            asked = content.label()["asked"]
            _journal(
                dossier, "ask_to_complete", DossierState.DEPOSITED, DossierState.TO_COMPLETE, Actor.ASSOCIATION, asked
            )


def _journal(
    dossier: Dossier, action: str, source: DossierState, target: DossierState, by: Actor, reason: str = ""
) -> None:
    JournalEntry.objects.create(
        campaign=dossier.campaign,
        dossier=dossier,
        action=action,
        source=source,
        target=target,
        by=by,
        reason=reason,
        at=dossier.deposited_at,
    )
