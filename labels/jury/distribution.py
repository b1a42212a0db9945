"""Who reads which dossier: proposed, filled after a déport, confirmed. The caller of ``fill`` holds the rules' lock."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from labels import workflow
from labels.enums import Actor, DossierState
from labels.jury import journal
from labels.jury.conflicts import conflict
from labels.jury.enums import AssignmentState
from labels.jury.mails import tell_assigned
from labels.jury.model import Pair, Problem, Reader, ToRead
from labels.jury.solver import solve
from labels.models import Assignment, Campaign, Dossier, Evidence, Juror, JuryRules
from labels.transitions import locked, perform
from portal.languages import in_french
from portal.models import User

READ_BY_JURY = (DossierState.ADMISSIBLE, DossierState.READING)
"""Dossiers in these states have readers, or are to have some."""


def dossiers_of(campaign: Campaign) -> list[Dossier]:
    """Those to be read, in an order that nothing changes."""
    rows = Dossier.objects.filter(campaign=campaign, state__in=READ_BY_JURY)
    rows = rows.select_related("questionnaire", "collectivity__departement", "collectivity__region")
    found = list(rows.order_by("collectivity__sort_name", "pk"))
    for one in found:
        one.campaign = campaign
    return found


def expected_jurors(campaign: Campaign) -> list[Juror]:
    """Those who sit, or may still, in an order that nothing changes."""
    rows = Juror.objects.filter(campaign=campaign, user__is_active=True).expected().with_interests()
    return list(rows.order_by("pk"))


def readers_of(campaign: Campaign) -> list[Juror]:
    """Those who may read, with what the model asks of them."""
    rows = Juror.objects.filter(campaign=campaign).able_to_read().with_interests()
    return list(rows.prefetch_related("themes", "regions").order_by("pk"))


def problem_of(campaign: Campaign, *, keep_proposed: bool) -> Problem:
    """What is to be assigned. With ``keep_proposed`` what was proposed stays, and only what is missing is sought."""
    dossiers, jurors = dossiers_of(campaign), readers_of(campaign)
    readers, themes = JuryRules.objects.of(campaign).readers, _themes(campaign)
    closed = {(one.pk, juror.pk) for juror in jurors for one in dossiers if conflict(juror, one)}
    fixed, before = set(), set()
    for one in Assignment.objects.in_campaign(campaign).only("dossier_id", "juror_id", "state", "by_hand"):
        pair = (one.dossier_id, one.juror_id)
        if one.state == AssignmentState.RECUSED:
            closed.add(pair)
        elif one.state in AssignmentState.told() or one.by_hand or keep_proposed:
            fixed.add(pair)
        else:
            before.add(pair)
    return Problem(
        tuple(
            ToRead(one.pk, readers, one.questionnaire.name, one.collectivity.region_id, themes[one.pk])
            for one in dossiers
        ),
        tuple(
            Reader(
                one.pk,
                one.capacity,
                frozenset(theme.slug for theme in one.themes.all()),
                frozenset(region.pk for region in one.regions.all()),
            )
            for one in jurors
        ),
        frozenset(closed),
        frozenset(fixed),
        frozenset(before),
    )


def _themes(campaign: Campaign) -> dict[int, frozenset[str]]:
    """By dossier, the themes of the initiatives that prove it."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Evidence.objects.filter(dossier__campaign=campaign, initiative__themes__isnull=False).order_by()
    for dossier, slug in rows.values_list("dossier_id", "initiative__themes__slug").distinct():
        found[dossier].add(slug)
    return defaultdict(frozenset, {key: frozenset(slugs) for key, slugs in found.items()})


@transaction.atomic
def propose_all(campaign: Campaign) -> int:
    """Work out who reads what, anew for all that is neither told nor chosen by hand. How many readings are proposed."""
    JuryRules.objects.locked(campaign)
    drop_conflicts(campaign)
    solution = solve(problem_of(campaign, keep_proposed=False))
    proposed = Assignment.objects.in_campaign(campaign).proposed().filter(by_hand=False)
    stay = {(one.dossier_id, one.juror_id): one.pk for one in proposed}
    proposed.exclude(pk__in=[key for pair, key in stay.items() if pair in solution.pairs]).delete()
    _make(solution.pairs - stay.keys())
    return int(Assignment.objects.in_campaign(campaign).proposed().count())


def drop_conflicts(campaign: Campaign) -> None:
    """What was proposed and may not be any more: nobody was told, so that it simply goes."""
    jurors = {one.pk: one for one in readers_of(campaign)}
    proposed = Assignment.objects.in_campaign(campaign).proposed().select_related("dossier__collectivity")
    gone = [
        one.pk
        for one in proposed
        if one.juror_id not in jurors or conflict(jurors[one.juror_id], one.dossier)
        or one.dossier.state not in READ_BY_JURY
    ]  # fmt: skip
    Assignment.objects.filter(pk__in=gone).delete()


def fill(campaign: Campaign) -> None:
    """Find readers for what lost some, and touch nothing else. Readers of a dossier that is being read are told."""
    if not Assignment.objects.in_campaign(campaign).exists():
        return
    solution = solve(problem_of(campaign, keep_proposed=True))
    reading = set(
        Dossier.objects.filter(
            pk__in={dossier for dossier, _reader in solution.pairs}, state=DossierState.READING
        ).values_list("pk", flat=True)
    )
    _make(pair for pair in solution.pairs if pair[0] not in reading)
    moment = timezone.now()
    told = [
        Assignment(dossier_id=dossier, juror_id=reader, state=AssignmentState.ASSIGNED, told_at=moment)
        for dossier, reader in sorted(solution.pairs)
        if dossier in reading
    ]
    Assignment.objects.bulk_create(told)
    announce(campaign, [one.pk for one in told])


@transaction.atomic
def confirm(campaign: Campaign, user: User | None) -> int:
    """Tell the readers, and have their dossiers read: those that have all their readers, all at once or none. How many
    dossiers are.
    """
    rules = JuryRules.objects.locked(campaign)
    drop_conflicts(campaign)
    readers: dict[int, list[Assignment]] = defaultdict(list)
    for one in Assignment.objects.in_campaign(campaign).counted().order_by("dossier_id", "pk"):
        readers[one.dossier_id].append(one)
    moment, told = timezone.now(), []
    admissible = Dossier.objects.filter(campaign=campaign, state=DossierState.ADMISSIBLE).order_by("pk")
    whole = [key for key in admissible.values_list("pk", flat=True) if len(readers[key]) >= rules.readers]
    for key in whole:
        told += [one.pk for one in readers[key] if one.state == AssignmentState.PROPOSED]
    # Those added by hand to a dossier that is being read wait for the same word.
    being_read = Assignment.objects.in_campaign(campaign).proposed().filter(dossier__state=DossierState.READING)
    told += being_read.values_list("pk", flat=True)
    Assignment.objects.filter(pk__in=told).update(state=AssignmentState.ASSIGNED, told_at=moment)
    for key in whole:
        perform(workflow.START_READING, locked(key), frozenset({Actor.ASSOCIATION}), user)
    announce(campaign, told)
    journal.record(journal.ASSIGN, campaign, Actor.ASSOCIATION, user, _counted(len(whole), len(told)))
    return len(whole)


def _counted(dossiers: int, readings: int) -> str:
    """In French, as all that the journal keeps."""
    with in_french():
        found = (
            ngettext("%(count)s dossier", "%(count)s dossiers", dossiers) % {"count": dossiers},
            ngettext("%(count)s lecture", "%(count)s lectures", readings) % {"count": readings},
        )
    return ", ".join(found)


def announce(campaign: Campaign, keys: list[int]) -> None:
    """One mail to each reader, with what is new in her pile."""
    piles: dict[Juror, list[str]] = defaultdict(list)
    rows = Assignment.objects.filter(pk__in=keys).with_names().order_by("dossier__collectivity__sort_name")
    for one in rows:
        piles[one.juror].append(one.dossier.collectivity.full_name)
    for juror, names in piles.items():
        tell_assigned(juror, campaign, names)


def _make(pairs: Iterable[Pair]) -> None:
    Assignment.objects.bulk_create(Assignment(dossier_id=dossier, juror_id=reader) for dossier, reader in sorted(pairs))
