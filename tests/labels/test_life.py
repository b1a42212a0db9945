"""From the readings to the palmarès: anybody tries anything at any moment, forwards in time."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import RequestFactory
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from labels.campaigns.journal import Act
from labels.deliberation.deciding import ChangedError, Ruling, decide, decide_again, seen_of
from labels.deliberation.presences import those_present
from labels.deliberation.room import Seat, seat_of
from labels.deliberation.sitting import SittingError, end, open_sitting, say_who_is_there
from labels.enums import Actor, DossierState
from labels.jury.enums import AssignmentState
from labels.minutes.chain import broken, of_campaign
from labels.models import Answer, Award, Campaign, Decision, Dossier, JournalEntry
from labels.scoring.standing import Standing, standings
from labels.settling.publishing import publish_due
from labels.settling.settling import NotSettledError, settle, take_back
from labels.transitions import NotPossibleError, locked, perform
from labels.workflow import TRANSITIONS, Transition
from tests.factories import MembershipFactory, UserFactory
from tests.labels.factories import (
    CLOSES,
    AssignmentFactory,
    CampaignFactory,
    DossierFactory,
    JurorFactory,
    QuestionFactory,
    ReviewFactory,
)

PEOPLE = st.sampled_from(("president", "association", "juror", "referent"))
PLACES = st.sampled_from((0, 1))
ACTORS = st.frozensets(st.sampled_from(Actor), max_size=2)
REFUSALS = (NotPossibleError, NotSettledError, SittingError, ChangedError)
TOLD = {*DossierState} - {*DossierState.decided(), DossierState.PUBLISHED}


class Deliberation(RuleBasedStateMachine):
    """Two dossiers that were read."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        """The next life begins from nothing."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize()
    def start(self) -> None:
        self.now = CLOSES + datetime.timedelta(days=20)
        campaign = CampaignFactory()
        self.key = campaign.pk
        self.dossiers = [DossierFactory(campaign=campaign, state=DossierState.READING) for _one in range(2)]
        self.juror = JurorFactory(campaign=campaign)
        president = JurorFactory(campaign=campaign, is_president=True)
        for dossier in self.dossiers:
            reading = AssignmentFactory(dossier=dossier, juror=self.juror, state=AssignmentState.DONE)
            ReviewFactory(assignment=reading)
        question = QuestionFactory(section__questionnaire=self.dossiers[0].questionnaire, is_text=True)
        self.answer = Answer.objects.create(dossier=self.dossiers[0], question=question, text="Le cahier des chemins.")
        self.users = {
            "president": president.user,
            "juror": self.juror.user,
            "association": UserFactory(association=True),
            "referent": MembershipFactory(collectivity=self.dossiers[0].collectivity).user,
        }

    @rule(days=st.sampled_from((1, 9, 60)))
    def wait(self, days: int) -> None:
        self.now += datetime.timedelta(days=days)

    @rule(place=PLACES, transition=st.sampled_from(TRANSITIONS), actors=ACTORS)
    def try_a_transition(self, place: int, transition: Transition, actors: frozenset[Actor]) -> None:
        """Without what goes with it: those of a decision are written by ``decide`` alone."""
        if transition.name in {"label", "mention", "do_not_label"}:
            return
        dossier = self.dossiers[place]
        with self.at_that_time():
            before = locked(dossier.pk).state
            try:
                perform(transition, locked(dossier.pk), actors, None, reason="Une pièce était fausse.")
            except NotPossibleError:
                assert locked(dossier.pk).state == before
                return
        assert before in transition.sources
        assert not actors.isdisjoint(transition.actors)

    @rule(who=PEOPLE, with_juror=st.booleans())
    def sit(self, who: str, with_juror: bool) -> None:
        with self.at_that_time():
            if not (seat := self._seat(who)) or not seat.leads:
                return
            was_settled = self._campaign().settled_at
            try:
                sitting = open_sitting(seat, "Rennes")
                say_who_is_there(sitting, seat, [self.juror.pk] if with_juror else [], [])
            except SittingError:
                assert was_settled or self._campaign().settled_at is None
                return
            assert not was_settled

    @rule(who=PEOPLE)
    def rise(self, who: str) -> None:
        with self.at_that_time():
            seat = self._seat(who)
            if seat and seat.leads and seat.sitting:
                end(seat.sitting, seat)

    @rule(who=PEOPLE, place=PLACES, symbols=st.sampled_from((None, 0, 3)))
    def decide(self, who: str, place: int, symbols: int | None) -> None:
        with self.at_that_time():
            seat, dossier = self._seat(who), locked(self.dossiers[place].pk)
            if seat is None:
                return
            level = None if symbols is None else self._campaign().levels.get(symbols=symbols)
            present = those_present(seat.sitting, dossier) if seat.sitting else []
            standing = standings(self._campaign()).get(dossier.pk, Standing())
            ruling = Ruling(level, "Chaque habitant sait où il est.", seen_of(standing, present))
            try:
                decide(seat, dossier.pk, ruling)
            except REFUSALS:
                assert locked(dossier.pk).state == dossier.state
                return
            assert (seat.leads, dossier.state) == (True, DossierState.DELIBERATION)
            assert seat.sitting
            assert self._campaign().settled_at is None

    @rule(who=PEOPLE, place=PLACES)
    def decide_again(self, who: str, place: int) -> None:
        with self.at_that_time():
            if seat := self._seat(who):
                try:
                    decide_again(seat, self.dossiers[place].pk, "Une pièce était fausse.")
                except NotPossibleError:
                    return
                assert seat.leads

    @rule(who=PEOPLE)
    def settle(self, who: str) -> None:
        with self.at_that_time():
            if not (seat := self._seat(who)) or not seat.leads:
                return
            try:
                settle(self.key, Actor.ASSOCIATION, seat.user)
            except NotSettledError:
                assert self._campaign().settled_at is None
                return
            assert not self._campaign().sittings.open().exists()
            states = set(Dossier.objects.values_list("state", flat=True))
            assert states <= {*DossierState.decided(), DossierState.PUBLISHED, DossierState.INADMISSIBLE}

    @rule(who=PEOPLE)
    def take_back(self, who: str) -> None:
        with self.at_that_time():
            seat = self._seat(who)
            if seat and seat.leads:
                is_public = self._campaign().is_published
                try:
                    take_back(self.key, Actor.ASSOCIATION, seat.user, "Un dossier était mal lu.")
                except NotSettledError:
                    return
                assert not is_public

    @rule()
    def publish(self) -> None:
        with self.at_that_time():
            done, failed = publish_due()
            assert not failed
            assert not done or self._campaign().is_published

    @invariant()
    def a_decision_stands_where_it_was_decided_and_nowhere_else(self) -> None:
        for dossier in self._all():
            is_decided = dossier.state in (*DossierState.decided(), DossierState.PUBLISHED)
            standing = Decision.objects.standing().filter(dossier=dossier)
            assert standing.count() == is_decided
            if dossier.state in DossierState.decided():
                assert standing.get().outcome == dossier.state

    @invariant()
    def nothing_is_told_before_the_embargo_is_over(self) -> None:
        if not hasattr(self, "key"):
            return
        with self.at_that_time():
            if not self._campaign().is_published:
                assert {dossier.state_for_all for dossier in self._all()} <= TOLD
                assert not Award.objects.public().exists()

    @invariant()
    def labels_are_given_by_a_palmares_that_is_settled(self) -> None:
        if not hasattr(self, "key"):
            return
        acts = JournalEntry.objects.filter(campaign=self.key, dossier=None)
        left = acts.filter(action=Act.SETTLED).count() - acts.filter(action=Act.TAKEN_BACK).count()
        is_settled = self._campaign().settled_at is not None
        assert left == is_settled
        given = Decision.objects.standing().filter(level__isnull=False).count()
        assert Award.objects.count() == (given if is_settled else 0)

    @invariant()
    def the_minutes_are_whole(self) -> None:
        if not hasattr(self, "key"):
            return
        minutes = of_campaign(self._campaign())
        assert not list(broken(minutes))
        sealed = {one.sitting_id for one in minutes if one.sitting_id}
        over = self._campaign().sittings.filter(closed_at__isnull=False)
        assert sealed == set(over.values_list("pk", flat=True))

    @invariant()
    def the_journal_is_complete_and_no_answer_is_lost(self) -> None:
        for dossier in self._all():
            entries = JournalEntry.objects.filter(dossier=dossier).exclude(target="").order_by("pk")
            steps = [(one.source, one.target) for one in entries]
            reached = [DossierState.READING, *(target for _source, target in steps)]
            assert [source for source, _target in steps] == reached[:-1]
            assert dossier.state == reached[-1]
        if hasattr(self, "answer"):
            assert Answer.objects.get(pk=self.answer.pk).text == "Le cahier des chemins."

    def at_that_time(self) -> Any:
        return time_machine.travel(self.now, tick=False)

    def _seat(self, who: str) -> Seat | None:
        request = RequestFactory().get("/jury/deliberation/")
        request.user = self.users[who]
        return seat_of(request)

    def _campaign(self) -> Campaign:
        found: Campaign = Campaign.objects.get(pk=self.key)
        return found

    def _all(self) -> list[Dossier]:
        return list(Dossier.objects.select_related("campaign")) if hasattr(self, "key") else []


@pytest.mark.long
class TestDeliberation(TestCase):
    def test_no_forbidden_step_and_nothing_told_too_soon(self) -> None:
        run_state_machine_as_test(
            Deliberation,
            settings=settings(
                max_examples=25,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
