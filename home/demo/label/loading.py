"""The label in the demonstration: its palmarès since 1999, and a campaign that closes in three weeks."""

import datetime
from collections.abc import Sequence

from django.db.models import Model
from django.utils import timezone

from collectivities.models import Collectivity, CollectivityPage
from home.demo.label import after, decisions, dossiers, history, jury, readings, recusals
from home.demo.label.drawing import share
from home.demo.recording import DemoRecorder
from labels import append_only
from labels.admissibility.starting import start_checklist
from labels.campaigns.starting import start
from labels.enums import DossierState
from labels.models import (
    Appeal,
    Assignment,
    AssignmentRun,
    Attendance,
    Award,
    Campaign,
    Decision,
    Deposit,
    Dossier,
    Erratum,
    JournalEntry,
    Juror,
    JuryRules,
    Minutes,
    Presence,
    Rectification,
    Review,
    Sitting,
    Trial,
    Withdrawal,
)
from portal.models import User

CANDIDATES, BRETON, NEWCOMERS, BRETON_NEWCOMERS = 236, 11, 54, 2
"""As in 2007: 236 dossiers, 11 of them Breton, 54 for the first time."""
BRITTANY = "53"
CALENDAR = {
    "opens_at": -120,
    "closes_at": 21,
    "readings_until": 45,
    "deliberation_at": 52,
    "embargo_until": 100,
    "appeals_until": 160,
}
"""In days from the day it is loaded."""


def load(pages: dict[str, CollectivityPage], own: Sequence[str], record: DemoRecorder) -> None:
    """``own`` are the codes of the communes that the demonstration's accounts work for: the first writes its dossier,
    the second has deposited, the third completes, the others have not begun.
    """
    year = timezone.localdate().year + 1
    if Campaign.objects.filter(year__in=(year - 1, year)).exists():
        return
    towns = sorted((page.collectivity for page in pages.values()), key=lambda town: town.code)
    writing = dict(zip(own, (DossierState.DRAFT, DossierState.DEPOSITED, DossierState.TO_COMPLETE), strict=False))
    newcomers = _newcomers([town for town in towns if town.code not in own])
    others = [town for town in towns if town not in newcomers]
    given = history.draw(others, year - 1, set(writing))
    last = given.pop(year - 1)
    record(*history.load(given, towns))
    returning = _returning([town for town in others if town.code in last], set(writing))
    members = jury.accounts(record)
    record(_last_campaign(year - 1, last, others, members))
    open_campaign = _open_campaign(year, sorted([*returning, *newcomers], key=lambda town: town.code), writing)
    jury.seat(open_campaign, members)
    record(open_campaign)


OF_CAMPAIGNS: tuple[tuple[type[Model], str], ...] = (
    (JournalEntry, "campaign"),
    (Erratum, "campaign"),
    (Appeal, "dossier__campaign"),
    (Rectification, "award__campaign"),
    (Withdrawal, "award__campaign"),
    (Presence, "decision__dossier__campaign"),
    (Decision, "dossier__campaign"),
    (Minutes, "campaign"),
    (Attendance, "sitting__campaign"),
    (Sitting, "campaign"),
    (Review, "assignment__dossier__campaign"),
    (Assignment, "dossier__campaign"),
    (AssignmentRun, "campaign"),
    (Trial, "campaign"),
    (Juror, "campaign"),
    (JuryRules, "campaign"),
    (Deposit, "dossier__campaign"),
    (Award, "campaign"),
    (Dossier, "campaign"),
)
"""What belongs to campaigns, and the way to them: what protects another stands before it."""


def remove(keys: Sequence[int]) -> None:
    """All that belongs to these campaigns; they go with what the demonstration recorded."""
    with append_only.exposed():
        for model, way in OF_CAMPAIGNS:
            model._default_manager.filter(**{f"{way}__in": keys}).delete()


def _newcomers(towns: list[Collectivity]) -> list[Collectivity]:
    drawn = sorted(towns, key=lambda town: share("newcomer", town.code))
    breton = [town for town in drawn if _is_breton(town)][:BRETON_NEWCOMERS]
    return breton + [town for town in drawn if not _is_breton(town)][: NEWCOMERS - BRETON_NEWCOMERS]


def _returning(labelled: list[Collectivity], own: set[str]) -> list[Collectivity]:
    """Of those labelled last year, the ones that candidate again."""
    drawn = sorted(labelled, key=lambda town: (town.code not in own, share("again", town.code)))
    breton = [town for town in drawn if _is_breton(town)][: BRETON - BRETON_NEWCOMERS]
    others = [town for town in drawn if not _is_breton(town)]
    return breton + others[: CANDIDATES - NEWCOMERS - len(breton)]


def _is_breton(town: Collectivity) -> bool:
    return town.region is not None and town.region.code == BRITTANY


def _last_campaign(year: int, given: dict[str, int], towns: list[Collectivity], members: Sequence[User]) -> Campaign:
    """That of last year, with the dossiers that the next ones start from, and what the jury said of them."""
    campaign = start(year)
    campaign.opened_at, campaign.settled_at = campaign.opens_at, campaign.deliberation_at
    campaign.save()
    awards = {award.collectivity_id: award for award in history.award(campaign, given, {t.code: t for t in towns})}
    made = dossiers.past_ones(campaign, [town for town in towns if town.code in given])
    for dossier in made:
        awards[dossier.collectivity_id].dossier = dossier
    Award.objects.bulk_update([award for award in awards.values() if award.dossier_id], ["dossier"])
    levels = {dossier.pk: awards[dossier.collectivity_id].level for dossier in made}
    jurors = jury.seat(campaign, members)
    middles = _middles(campaign)
    merits = {key: middles[level.symbols] for key, level in levels.items()}
    told = campaign.closes_at or timezone.now()
    readings.read(readings.assign(made, jurors, told), merits, campaign.readings_until or told)
    recusals.step_aside(campaign, made, jurors, told)
    decisions.decide(campaign, made, levels, jurors)
    after.say(made, campaign.embargo_until or told)
    return campaign


def _middles(campaign: Campaign) -> dict[int, float]:
    """By arobases, the middle of the marks that they stand for, from 0 to 1."""
    rungs = [(level.symbols, float(level.threshold or 0)) for level in campaign.levels.order_by("symbols")]
    ends = [threshold for _symbols, threshold in rungs[1:]] + [100.0]
    return {symbols: (start + end) / 200 for (symbols, start), end in zip(rungs, ends, strict=True)}


def _open_campaign(year: int, towns: list[Collectivity], states: dict[str, DossierState]) -> Campaign:
    campaign = start(year)
    today = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    moments = {name: today + datetime.timedelta(days=days) for name, days in CALENDAR.items()}
    moments["closes_at"] = moments["closes_at"].replace(hour=23, minute=59, second=59)
    for name, moment in moments.items():
        setattr(campaign, name, moment)
    campaign.opened_at = campaign.opens_at
    campaign.save()
    start_checklist(campaign)
    dossiers.open_ones(campaign, towns, states)
    return campaign
