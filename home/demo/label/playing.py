"""Plays the year of the label on the campaign of the demonstration: closing, admission, readings, decisions.

Each step does what is left to do and stops where it is done already. A step that people take by hundreds is taken here
by the functions they use; what a reader or the room would write is drawn.
"""

import datetime
from collections.abc import Collection

from django.utils import timezone

from home.demo.label import readings
from home.demo.label.decisions import PLACE, best_sections, opinion
from home.demo.label.drawing import merit
from labels.admissibility.starting import start_checklist
from labels.enums import Actor, DossierState
from labels.jury.distribution import confirm, propose_all
from labels.jury.enums import AssignmentState
from labels.models import (
    Assignment,
    Attendance,
    Campaign,
    Check,
    CheckItem,
    Decision,
    Dossier,
    Juror,
    Level,
    Presence,
    Review,
    Sitting,
)
from labels.transitions import locked, perform
from labels.workflow import ADMIT, DELIBERATE, OF_OUTCOME
from portal.models import User

PRESIDENT = frozenset({Actor.PRESIDENT})
TO_ADMIT = (DossierState.DEPOSITED, DossierState.TO_COMPLETE)


def check_all(campaign: Campaign, user: User) -> None:
    """Every item of the list holds in every dossier that waits, those that were to be completed too."""
    start_checklist(campaign)
    items, moment = list(CheckItem.objects.filter(campaign=campaign)), timezone.now()
    Check.objects.bulk_create(
        (
            Check(dossier=dossier, item=item, is_met=True, author=user, at=moment)
            for dossier in campaign.dossiers.filter(state__in=TO_ADMIT)
            for item in items
        ),
        update_conflicts=True,
        unique_fields=("dossier", "item"),
        update_fields=("is_met", "at", "author"),
    )


def admit_all(campaign: Campaign, user: User) -> None:
    check_all(campaign, user)
    for key in _keys(campaign, *TO_ADMIT):
        perform(ADMIT, locked(key), frozenset({Actor.ASSOCIATION}), user)


def assign_all(campaign: Campaign, user: User) -> None:
    """The readers are worked out, and told."""
    if campaign.dossiers.filter(state=DossierState.ADMISSIBLE).exists():
        propose_all(campaign)
        confirm(campaign, user)


def read_all(campaign: Campaign, but: Collection[Juror] = ()) -> None:
    """Every reading that was not begun, but those of somebody."""
    left = Assignment.objects.in_campaign(campaign).filter(state=AssignmentState.ASSIGNED).exclude(juror__in=but)
    rows = left.select_related("juror", "dossier__collectivity", "dossier__campaign").order_by("pk")
    assignments = list(rows)
    merits = {one.dossier_id: merit(one.dossier.collectivity.code) for one in assignments}
    readings.read(assignments, merits, timezone.now())


def deliberate_on_all(campaign: Campaign, user: User) -> None:
    for key in _keys(campaign, DossierState.READING):
        perform(DELIBERATE, locked(key), frozenset({Actor.ASSOCIATION}), user)


def sit(campaign: Campaign) -> Sitting:
    """The sitting that is open, or a new one, with everybody in the room."""
    sitting: Sitting | None = campaign.sittings.open().first()
    if sitting is None:
        sitting = Sitting.objects.create(campaign=campaign, number=campaign.sittings.count() + 1, place=PLACE)
    jurors = Juror.objects.filter(campaign=campaign).able_to_read()
    Attendance.objects.bulk_create(
        Attendance(sitting=sitting, juror=juror) for juror in jurors.exclude(attendances__in=sitting.attendances.now())
    )
    return sitting


def decide_all(campaign: Campaign, president: User) -> None:
    """What the readers propose in the middle of their opinions, for every dossier that is not decided."""
    sitting, best = sit(campaign), best_sections(campaign)
    present = [one.juror for one in sitting.attendances.now().select_related("juror")]
    for dossier in Dossier.objects.filter(campaign=campaign, state=DossierState.DELIBERATION).order_by("pk"):
        level = _proposed(dossier)
        outcome = DossierState.LABELLED if level.symbols else DossierState.MENTION
        decision = Decision.objects.create(
            dossier=dossier,
            sitting=sitting,
            outcome=outcome,
            level=level,
            opinion=opinion(dossier.collectivity.code, str(level.symbols), best.get(dossier.pk, [])),
            by=Actor.PRESIDENT,
            account=president.pk,
        )
        recused = set(dossier.assignments.recused().values_list("juror_id", flat=True))
        Presence.objects.bulk_create(
            Presence(
                decision=decision,
                juror=juror,
                stepped_out=juror.pk in recused,
                reason="Lien d’intérêts" if juror.pk in recused else "",
            )
            for juror in present
        )
        perform(OF_OUTCOME[outcome], locked(dossier.pk), PRESIDENT, president)


def _keys(campaign: Campaign, *states: DossierState) -> list[int]:
    return list(campaign.dossiers.filter(state__in=states).order_by("pk").values_list("pk", flat=True))


def _proposed(dossier: Dossier) -> Level:
    """The middle one of what its readers propose; the lowest for one that nobody read."""
    rows = Review.objects.deposited().filter(assignment__dossier=dossier).select_related("level")
    told = [one.level for one in rows.order_by("level__symbols") if one.level]
    return told[len(told) // 2] if told else Level.objects.filter(campaign=dossier.campaign_id).order_by("symbols")[0]


def move_calendar(campaign: Campaign, stage_of: dict[str, datetime.timedelta]) -> None:
    """Put moments of the calendar so far from now; the others keep their distance to come."""
    now = timezone.now()
    for name, distance in stage_of.items():
        setattr(campaign, name, now + distance)
    campaign.save(update_fields=list(stage_of))
