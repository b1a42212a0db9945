"""Plays the year of the label on the campaign of the demonstration: closing, admission, links of the jury, readings,
decisions, appeals.

Each step does what is left to do and stops where it is done already. A step that people take by hundreds is taken here
by the functions they use; what a reader or the room would write is drawn.
"""

import datetime
from collections.abc import Collection
from enum import StrEnum

from django.utils import timezone

from home.demo.label import after, readings, recusals
from home.demo.label.decisions import PLACE, best_sections, opinion, presence
from home.demo.label.drawing import merit
from labels.admissibility.starting import start_checklist
from labels.deliberation.basis import basis
from labels.enums import Actor, DossierState
from labels.freezing import thawed
from labels.jury.distribution import confirm, propose_all
from labels.jury.enums import AssignmentState, JurorState
from labels.jury.interests import complete
from labels.minutes.sealing import seal_sitting
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
    Sitting,
)
from labels.scoring.standing import Standing, standings
from labels.settling.publishing import publish_due
from labels.settling.settling import settle
from labels.transitions import locked, perform
from labels.workflow import ADMIT, DELIBERATE, OF_OUTCOME
from portal.models import User

PRESIDENT = frozenset({Actor.PRESIDENT})
ASSOCIATION, PRESIDENCY, JUROR = "association@demo.example", "presidence@jury.example", "jury@jury.example"
TO_ADMIT = (DossierState.DEPOSITED, DossierState.TO_COMPLETE)


class Stage(StrEnum):
    """Moments of the year that one may want to see: dossiers are examined, wait for readers while the jury declares
    its links, are read, decided on, labelled in secret, and known.
    """

    CHECKING = "checking"
    ATTRIBUTION = "attribution"
    READING = "reading"
    DELIBERATION = "deliberation"
    EMBARGO = "embargo"
    PUBLISHED = "published"


HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
_JUST_CLOSED = {"closes_at": -HOUR, "readings_until": 20 * DAY, "deliberation_at": 27 * DAY}
_READ = {"closes_at": -HOUR, "readings_until": -HOUR / 2, "deliberation_at": -HOUR / 4, "embargo_until": 40 * DAY}
CALENDARS: dict[Stage, dict[str, datetime.timedelta]] = {
    Stage.CHECKING: _JUST_CLOSED,
    Stage.ATTRIBUTION: _JUST_CLOSED,
    Stage.READING: _JUST_CLOSED,
    Stage.DELIBERATION: _READ,
    Stage.EMBARGO: _READ,
    Stage.PUBLISHED: _READ,
}
"""How far from now moments of the calendar are; the others stay."""
BEFORE_READERS = (Stage.CHECKING, Stage.ATTRIBUTION)


class NotPlayedError(Exception):
    """Why the year is not played."""


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


def ask_links(campaign: Campaign, user: User) -> None:
    """Who is asked for her links has yet to answer. What she declared herself since she was seated stays."""
    Juror.objects.filter(campaign=campaign, user=user, declared_at=campaign.opens_at).update(declared_at=None)


def declare_all(campaign: Campaign) -> None:
    """Whoever has not declared links has none, but those that the portal sees and that wait for her word."""
    for juror in Juror.objects.filter(campaign=campaign, state=JurorState.ACCEPTED, declared_at=None):
        complete(juror)


def assign_all(campaign: Campaign, user: User) -> None:
    """The readers are worked out, and told."""
    if campaign.dossiers.filter(state=DossierState.ADMISSIBLE).exists():
        propose_all(campaign)
        confirm(campaign, user)


def step_aside(campaign: Campaign) -> None:
    """Some of the jury do, from a dossier each."""
    reading = campaign.dossiers.filter(state=DossierState.READING).order_by("collectivity__code")
    jurors = Juror.objects.filter(campaign=campaign).able_to_read().select_related("user")
    recusals.step_aside(campaign, reading, jurors, timezone.now())


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
    """For every dossier that is not decided, the level that its corrected score proposes; the lowest without one."""
    sitting, best, known = sit(campaign), best_sections(campaign), standings(campaign)
    present = [one.juror for one in sitting.attendances.now().select_related("juror")]
    lowest = Level.objects.filter(campaign=campaign).order_by("symbols")[0]
    for dossier in Dossier.objects.filter(campaign=campaign, state=DossierState.DELIBERATION).order_by("pk"):
        standing = known.get(dossier.pk, Standing())
        level = standing.level or lowest
        outcome = DossierState.LABELLED if level.symbols else DossierState.MENTION
        decision = Decision.objects.create(
            dossier=dossier,
            sitting=sitting,
            outcome=outcome,
            level=level,
            opinion=opinion(dossier.collectivity.code, str(level.symbols), best.get(dossier.pk, [])),
            basis=basis(standing),
            by=Actor.PRESIDENT,
            account=president.pk,
        )
        recused = set(dossier.assignments.recused().values_list("juror_id", flat=True))
        Presence.objects.bulk_create(presence(decision, juror, is_out=juror.pk in recused) for juror in present)
        perform(OF_OUTCOME[outcome], locked(dossier.pk), PRESIDENT, president)


def settle_all(campaign: Campaign, user: User) -> None:
    """The sitting is over and sealed, the palmarès settled."""
    for sitting in campaign.sittings.open():
        moment = timezone.now()
        sitting.attendances.now().update(left_at=moment)
        sitting.closed_at = moment
        sitting.save(update_fields=["closed_at"])
        seal_sitting(sitting, user)
    settle(campaign.pk, Actor.ASSOCIATION, user)


def tell(campaign: Campaign, user: User) -> None:
    """What candidates do once they know: some appeal, some say what they think of the process."""
    after.appeal(campaign, user)
    after.say(campaign.dossiers.filter(state=DossierState.PUBLISHED).select_related("collectivity"), timezone.now())


def _keys(campaign: Campaign, *states: DossierState) -> list[int]:
    return list(campaign.dossiers.filter(state__in=states).order_by("pk").values_list("pk", flat=True))


def play(stage: Stage) -> Campaign:
    """Bring the campaign of the demonstration to this moment of its year, from any earlier one.

    Raises ``NotPlayedError`` when it is past it, or when there is none.
    """
    campaign: Campaign | None = Campaign.objects.opened().order_by("-year").first()
    people = {user.email: user for user in User.objects.filter(email__in=(ASSOCIATION, PRESIDENCY, JUROR))}
    if campaign is None or campaign.is_published or len(people) < 3:
        raise NotPlayedError("There is no campaign of the demonstration to play.")
    if campaign.settled_at is None:
        _to_its_end(campaign, stage, people)
    elif stage != Stage.PUBLISHED:
        raise NotPlayedError("Its palmarès is settled already: it can only be published.")
    if stage == Stage.PUBLISHED:
        campaign.refresh_from_db()
        _move(campaign, {"embargo_until": datetime.timedelta()})
        publish_due()
        tell(campaign, people[ASSOCIATION])
    return campaign


def _to_its_end(campaign: Campaign, stage: Stage, people: dict[str, User]) -> None:
    """To the palmarès, or to where this moment is before it."""
    association, president = people[ASSOCIATION], people[PRESIDENCY]
    if stage in BEFORE_READERS and Assignment.objects.in_campaign(campaign).told().exists():
        raise NotPlayedError("Its dossiers have readers already: it can only go further.")
    if stage == Stage.CHECKING and campaign.dossiers.filter(state=DossierState.ADMISSIBLE).exists():
        raise NotPlayedError("Its dossiers are admitted already: it can only go further.")
    _move(campaign, CALENDARS[stage])
    if stage == Stage.CHECKING:
        return
    admit_all(campaign, association)
    if stage == Stage.ATTRIBUTION:
        ask_links(campaign, people[JUROR])
        return
    declare_all(campaign)
    assign_all(campaign, association)
    step_aside(campaign)
    read_all(campaign, but=Juror.objects.filter(user=people[JUROR]) if stage == Stage.READING else ())
    if stage == Stage.READING:
        return
    deliberate_on_all(campaign, association)
    if stage == Stage.DELIBERATION:
        return
    decide_all(campaign, president)
    settle_all(campaign, association)


def _move(campaign: Campaign, distances: dict[str, datetime.timedelta]) -> None:
    """Put moments of the calendar so far from now."""
    for name, distance in distances.items():
        setattr(campaign, name, timezone.now() + distance)
    with thawed():
        campaign.save(update_fields=list(distances))
