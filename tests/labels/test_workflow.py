"""The life of a dossier: what is possible, for whom, when, and that nothing else ever happens."""

import datetime
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from labels import workflow
from labels.enums import Actor, DossierState
from labels.models import Answer, Campaign, Dossier, JournalEntry
from labels.timing import may_write
from labels.transitions import NotPossibleError, locked, perform, why_not
from labels.workflow import TRANSITIONS, Transition
from labels.writing.addresses import dossier_address
from portal.addresses import whole_address
from tests.factories import MembershipFactory
from tests.labels.factories import (
    CLOSES,
    OPENS,
    PARIS,
    AssignmentFactory,
    DossierFactory,
    QuestionFactory,
    SittingFactory,
)

SECOND = datetime.timedelta(seconds=1)
OPEN = OPENS + SECOND
GRACE = CLOSES + SECOND
CLOSED = CLOSES + datetime.timedelta(minutes=15) + SECOND
READ = datetime.datetime(2026, 12, 7, 12, 0, 1, tzinfo=PARIS)
DAYS = {"before": OPENS - SECOND, "open": OPEN, "grace": GRACE, "closed": CLOSED, "read": READ}
ALWAYS = set(DAYS)
ALL = frozenset(Actor)
EXPECTED = {
    "deposit": {"open", "grace"},
    "take_back": {"open"},
    "ask_to_complete": ALWAYS,
    "admit": {"closed", "read"},
    "refuse": {"closed", "read"},
    "examine_again": ALWAYS,
    "start_reading": {"closed", "read"},
    "deliberate": {"read"},
    "label": ALWAYS,
    "mention": ALWAYS,
    "do_not_label": ALWAYS,
    "decide_again": ALWAYS,
    "publish": set(),
}


def _dossier(state: DossierState, **values: Any) -> Dossier:
    until = CLOSED + datetime.timedelta(days=40) if state == DossierState.TO_COMPLETE else None
    found: Dossier = DossierFactory(state=state, complete_until=until, **values)
    return found


def _with_reader(state: DossierState) -> Dossier:
    """One whose reader was told of it, so that it may be read, while the jury sits."""
    found = _dossier(state)
    if not found.campaign.sittings.exists():
        SittingFactory(campaign=found.campaign)
    AssignmentFactory(dossier=found, juror__campaign=found.campaign)
    return found


def settle(campaign: Campaign) -> None:
    campaign.settled_at = READ
    campaign.save(update_fields=["settled_at"])


@pytest.mark.django_db
@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda one: one.name)
@pytest.mark.parametrize("day", DAYS)
def test_each_transition_has_its_part_of_the_year(transition: Transition, day: str) -> None:
    for state in DossierState:
        dossier = _with_reader(state)
        refused = why_not(transition, dossier, ALL, DAYS[day])
        is_expected = state in transition.sources and day in EXPECTED[transition.name]
        if transition == workflow.DEPOSIT and state == DossierState.TO_COMPLETE:
            is_expected = True
        assert (not refused) is is_expected, (state, refused)
        dossier.assignments.all().delete()
        dossier.delete()


@pytest.mark.django_db
@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda one: one.name)
def test_each_transition_is_for_its_actors_alone(transition: Transition) -> None:
    dossier = _with_reader(next(iter(transition.sources)))
    if transition == workflow.PUBLISH:
        settle(dossier.campaign)
        day = dossier.campaign.embargo_until
    else:
        day = next(DAYS[day] for day in ("open", "closed", "read") if day in EXPECTED[transition.name])
    allowed = {actor for actor in Actor if not why_not(transition, dossier, frozenset({actor}), day)}
    assert allowed == transition.actors
    assert why_not(transition, dossier, frozenset(), day)


@pytest.mark.django_db
def test_what_is_done_is_written_in_the_journal_and_told_to_the_team(
    mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    dossier = _dossier(DossierState.DEPOSITED)
    membership = MembershipFactory(collectivity=dossier.collectivity)
    until = CLOSED + datetime.timedelta(days=12)
    with time_machine.travel(CLOSED, tick=False), django_capture_on_commit_callbacks(execute=True):
        asked = perform(
            workflow.ASK_TO_COMPLETE,
            locked(dossier.pk),
            frozenset({Actor.ASSOCIATION}),
            None,
            reason="Il manque le bilan.",
            complete_until=until,
        )
    assert (asked.state, asked.complete_until) == (DossierState.TO_COMPLETE, until)
    entry = JournalEntry.objects.get(dossier=dossier)
    assert (entry.source, entry.target, entry.by, entry.at) == ("deposited", "to_complete", "association", CLOSED)
    assert entry.reason == "Il manque le bilan."
    [message] = mailoutbox
    assert message.to == [membership.user.email]
    assert "Il manque le bilan." in message.body
    assert "25 novembre 2026" in message.body
    assert f"Ouvrir le dossier\xa0:\n{whole_address(dossier_address(asked))}" in message.body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "until"), [("", CLOSED + SECOND), ("  ", CLOSED + SECOND), ("Le bilan.", None), ("Le bilan.", CLOSED)]
)
def test_completing_owes_a_reason_and_a_day_to_come(reason: str, until: datetime.datetime | None) -> None:
    dossier = _dossier(DossierState.DEPOSITED)
    with time_machine.travel(CLOSED, tick=False), pytest.raises(NotPossibleError):
        perform(workflow.ASK_TO_COMPLETE, locked(dossier.pk), ALL, None, reason=reason, complete_until=until)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.DEPOSITED
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db
def test_one_to_complete_is_deposited_until_the_day_that_was_said() -> None:
    dossier = _dossier(DossierState.TO_COMPLETE)
    assert dossier.complete_until
    assert not why_not(workflow.DEPOSIT, dossier, ALL, dossier.complete_until)
    assert "Le délai pour compléter est passé" in why_not(
        workflow.DEPOSIT, dossier, ALL, dossier.complete_until + SECOND
    )
    assert not may_write(dossier, dossier.complete_until)
    assert may_write(dossier, dossier.complete_until + SECOND)


@pytest.mark.django_db
def test_taken_back_it_is_the_collectivite_s_alone_again() -> None:
    dossier = _dossier(DossierState.DEPOSITED)
    with time_machine.travel(OPEN, tick=False):
        taken = perform(workflow.TAKE_BACK, locked(dossier.pk), frozenset({Actor.REFERENT}), None)
    assert (taken.state, taken.deposited_at) == (DossierState.DRAFT, None)


@pytest.mark.django_db
@pytest.mark.parametrize("state", DossierState.decided())
def test_what_was_decided_is_told_to_nobody_before_the_embargo_is_over(state: DossierState) -> None:
    dossier = _dossier(state, campaign__is_settled=True)
    with time_machine.travel(dossier.campaign.embargo_until - SECOND, tick=False):
        assert dossier.state_for_all == DossierState.DELIBERATION
        # Not even by what a refusal says.
        assert str(state.label) not in why_not(workflow.DEPOSIT, dossier, ALL)
    with time_machine.travel(dossier.campaign.embargo_until, tick=False):
        assert dossier.state_for_all == state


@pytest.mark.django_db
@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda one: one.name)
def test_once_the_palmares_is_settled_nothing_moves_until_it_is_public(transition: Transition) -> None:
    """But what began with a dossier to complete, which is not the jury's."""
    dossier = _with_reader(next(iter(transition.sources)))
    settle(dossier.campaign)
    for moment in (READ, dossier.campaign.embargo_until - SECOND):
        assert why_not(transition, dossier, ALL, moment)
    is_published = not why_not(transition, dossier, ALL, dossier.campaign.embargo_until)
    assert is_published == (transition == workflow.PUBLISH)


@pytest.mark.django_db
def test_a_palmares_that_was_settled_since_the_dossier_was_read_is_seen() -> None:
    with time_machine.travel(READ, tick=False):
        dossier = locked(_dossier(DossierState.INADMISSIBLE).pk)
        settle(Campaign.objects.get(pk=dossier.campaign_id))
        with pytest.raises(NotPossibleError, match="arrêté"):
            perform(workflow.EXAMINE_AGAIN, dossier, ALL, None, "Une pièce est arrivée.")


@pytest.mark.django_db
@pytest.mark.parametrize("transition", [one for one in TRANSITIONS if one.is_secret], ids=lambda one: one.name)
def test_the_hour_of_a_decision_is_not_told(transition: Transition, mailoutbox: list[Any]) -> None:
    dossier = _with_reader(next(iter(transition.sources)))
    changed_at = dossier.changed_at
    with time_machine.travel(READ, tick=False):
        perform(transition, locked(dossier.pk), frozenset({Actor.PRESIDENT}), None, reason="Une pièce était fausse.")
    dossier.refresh_from_db()
    assert (dossier.state, dossier.changed_at) == (transition.target, changed_at)
    assert dossier.state_for_all == DossierState.DELIBERATION
    assert not mailoutbox


class Life(RuleBasedStateMachine):
    """Anybody tries anything at any moment, forwards in time."""

    @initialize()
    def start(self) -> None:
        self.now = OPENS - datetime.timedelta(days=2)
        self.dossier = DossierFactory()
        question = QuestionFactory(section__questionnaire=self.dossier.questionnaire, is_text=True)
        self.answer = Answer.objects.create(dossier=self.dossier, question=question, text="Le cahier des chemins.")
        self.done: list[tuple[str, str]] = []

    @rule(
        transition=st.sampled_from(TRANSITIONS),
        actors=st.frozensets(st.sampled_from(Actor), max_size=3),
        wait=st.sampled_from((0, 1, 60, 900, 86_400, 200 * 86_400)),
        reason=st.sampled_from(("", "Il manque le bilan.")),
        days=st.sampled_from((None, -1, 3)),
    )
    def try_it(
        self, transition: Transition, actors: frozenset[Actor], wait: int, reason: str, days: int | None
    ) -> None:
        self.now += datetime.timedelta(seconds=wait)
        before = DossierState(Dossier.objects.get(pk=self.dossier.pk).state)
        until = None if days is None else self.now + datetime.timedelta(days=days)
        with time_machine.travel(self.now, tick=False):
            try:
                perform(transition, locked(self.dossier.pk), actors, None, reason=reason, complete_until=until)
            except NotPossibleError:
                assert Dossier.objects.get(pk=self.dossier.pk).state == before
                return
        assert before in transition.sources
        assert not actors.isdisjoint(transition.actors)
        assert reason or not transition.needs_reason
        assert self.now >= OPENS or transition in {workflow.ASK_TO_COMPLETE, workflow.EXAMINE_AGAIN}
        assert self.now > CLOSES or transition not in {workflow.ADMIT, workflow.REFUSE}
        # Nobody was given it to read.
        assert transition != workflow.START_READING
        self.done.append((before, transition.target))

    @invariant()
    def the_journal_is_complete(self) -> None:
        if not hasattr(self, "dossier"):
            return
        entries = JournalEntry.objects.filter(dossier=self.dossier)
        assert [(one.source, one.target) for one in entries.order_by("pk")] == self.done
        state = self.done[-1][1] if self.done else DossierState.DRAFT
        assert Dossier.objects.get(pk=self.dossier.pk).state == state

    @invariant()
    def no_answer_is_lost(self) -> None:
        if hasattr(self, "dossier"):
            assert Answer.objects.get(pk=self.answer.pk).text == "Le cahier des chemins."


class TestLife(TestCase):
    def test_no_forbidden_step_no_lost_answer_a_complete_journal(self) -> None:
        run_state_machine_as_test(
            Life,
            settings=settings(
                max_examples=30,
                stateful_step_count=20,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
