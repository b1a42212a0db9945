"""Proposing, confirming, déport: nobody ever has a dossier that a link keeps from her."""

from collections import Counter
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from labels import workflow
from labels.enums import Actor, DossierState, RunState
from labels.jury import adjusting, interests
from labels.jury.adjusting import NotAllowedError
from labels.jury.distribution import confirm, fill, propose_all
from labels.jury.enums import AssignmentState, InterestKind, JurorState, RecusedBy, RunKind
from labels.jury.explaining import overview
from labels.jury.inviting import AnsweredError, accept, decline, invite
from labels.jury.recusing import NotReadingError, SettledError, keep_from, recuse, withdraw
from labels.jury.tasks import run_assignment, start
from labels.models import Assignment, AssignmentRun, Campaign, Dossier, Evidence, JournalEntry, Juror
from labels.runs import WorkingError
from labels.transitions import NotPossibleError, locked, perform
from tests.factories import InitiativePageFactory, MembershipFactory, UserFactory, theme
from tests.labels.factories import (
    CLOSES,
    AssignmentFactory,
    DossierFactory,
    InterestFactory,
    JurorFactory,
    QuestionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


def _readers(dossier: Dossier) -> set[Juror]:
    return {one.juror for one in Assignment.objects.counted().filter(dossier=dossier).select_related("juror")}


def _far(**values: Any) -> Any:
    """A dossier of a commune that is nobody's neighbour."""
    return DossierFactory(is_admissible=True, collectivity__latitude=None, collectivity__longitude=None, **values)


@pytest.fixture
def dossiers(campaign: Any) -> list[Any]:
    return [_far() for _ in range(4)]


@pytest.fixture
def jurors(campaign: Any) -> list[Any]:
    return [JurorFactory() for _ in range(4)]


class TestProposing:
    def test_each_dossier_has_its_readers_and_nobody_is_told(
        self, campaign: Any, dossiers: Any, jurors: Any, mailoutbox: Any
    ) -> None:
        assert propose_all(campaign) == 8
        assert all(len(_readers(one)) == 2 for one in dossiers)
        assert Counter(Assignment.objects.values_list("juror", flat=True)) == dict.fromkeys((j.pk for j in jurors), 2)
        assert mailoutbox == []
        assert set(Dossier.objects.values_list("state", flat=True)) == {DossierState.ADMISSIBLE}

    def test_who_is_linked_never_reads(self, campaign: Any, dossiers: Any, jurors: Any) -> None:
        for juror in jurors[:2]:
            InterestFactory(juror=juror, collectivity=dossiers[0].collectivity)
        propose_all(campaign)
        assert _readers(dossiers[0]) == set(jurors[2:])

    @pytest.mark.parametrize("trait", ["is_invited", "is_undeclared", "is_withdrawn"])
    def test_who_does_not_sit_or_has_not_declared_does_not_read(
        self, campaign: Any, dossiers: Any, jurors: Any, trait: str
    ) -> None:
        other = JurorFactory(**{trait: True})
        closed = JurorFactory(user__is_active=False)
        propose_all(campaign)
        assert not Assignment.objects.filter(juror__in=[other, closed]).exists()

    def test_only_what_is_admissible_is_read(self, campaign: Any, jurors: Any) -> None:
        DossierFactory(is_deposited=True)
        DossierFactory(is_inadmissible=True)
        assert propose_all(campaign) == 0

    def test_again_it_changes_nothing(self, campaign: Any, dossiers: Any, jurors: Any) -> None:
        propose_all(campaign)
        before = set(Assignment.objects.values_list("pk", "dossier", "juror"))
        propose_all(campaign)
        assert set(Assignment.objects.values_list("pk", "dossier", "juror")) == before

    def test_what_is_told_begun_read_or_chosen_by_hand_stays(self, campaign: Any, dossiers: Any, jurors: Any) -> None:
        kept = [
            AssignmentFactory(dossier=dossiers[0], juror=jurors[0]),
            AssignmentFactory(dossier=dossiers[0], juror=jurors[1], state=AssignmentState.STARTED),
            AssignmentFactory(dossier=dossiers[1], juror=jurors[0], state=AssignmentState.DONE),
            adjusting.add(dossiers[1], jurors[1]),
        ]
        propose_all(campaign)
        before = [Assignment.objects.get(pk=one.pk) for one in kept]
        assert [one.state for one in before] == [one.state for one in kept]
        assert Assignment.objects.counted().count() == 8

    def test_a_proposal_that_may_not_be_any_more_goes(self, campaign: Any, dossiers: Any, jurors: Any) -> None:
        adjusting.add(dossiers[0], jurors[0])
        InterestFactory(juror=jurors[0], collectivity=dossiers[0].collectivity)
        propose_all(campaign)
        assert jurors[0] not in _readers(dossiers[0])

    def test_who_knows_the_themes_of_the_proofs_reads(self, campaign: Any, rules: Any) -> None:
        rules.readers = 1
        rules.save()
        question = QuestionFactory(for_evidence=True)
        dossier, other = _far(), _far()
        sheet = InitiativePageFactory(themes=[theme("acces-public")])
        Evidence.objects.create(dossier=dossier, question=question, initiative=sheet, title="L’école")
        _plain, knowing = JurorFactory(), JurorFactory()
        knowing.themes.add(theme("acces-public"))
        propose_all(campaign)
        assert _readers(dossier) == {knowing}
        assert _readers(other) == {_plain}

    def test_what_is_missing_is_explained(self, campaign: Any, dossiers: Any) -> None:
        JurorFactory(most_dossiers=3)
        invited = JurorFactory(is_invited=True)
        propose_all(campaign)
        found = overview(campaign)
        assert (found.missing, found.room) == (5, 0)
        assert found.waiting == [invited]
        assert "Il manque 5 lectures" in found.advice[0]
        assert str(invited) in found.advice[1]
        assert "Invitez au moins 1 personne" in found.advice[2]
        assert all("plus personne ne peut le lire" in row.why for row in found.short)

    def test_a_link_is_said_to_be_why(self, campaign: Any, jurors: Any) -> None:
        dossier = _far()
        for juror in jurors[1:]:
            InterestFactory(juror=juror, collectivity=dossier.collectivity)
        propose_all(campaign)
        [row] = overview(campaign).short
        assert "Lien ou déport : 3" in row.why
        assert "Des liens d’intérêts" in overview(campaign).advice[-1]


class TestConfirming:
    def test_readers_are_told_and_their_dossiers_are_read(
        self, campaign: Any, dossiers: Any, jurors: Any, association: Any, mailoutbox: Any,
        django_capture_on_commit_callbacks: Any,
    ) -> None:  # fmt: skip
        MembershipFactory(collectivity=dossiers[0].collectivity)
        propose_all(campaign)
        with django_capture_on_commit_callbacks(execute=True):
            assert confirm(campaign, association) == 4
        assert set(Dossier.objects.values_list("state", flat=True)) == {DossierState.READING}
        assert set(Assignment.objects.values_list("state", flat=True)) == {AssignmentState.ASSIGNED}
        assert JournalEntry.objects.filter(action="start_reading").count() == 4
        to_jurors = {one.to[0]: one for one in mailoutbox if "dossiers à lire" in one.subject}
        assert set(to_jurors) == {juror.user.email for juror in jurors}
        body = to_jurors[jurors[0].user.email].body
        for one in jurors[0].assignments.with_names():
            assert f"- {one.dossier.collectivity.name} (" in body

    @pytest.mark.parametrize(("count", "said"), [(1, "1 dossier, 2 lectures"), (2, "2 dossiers, 4 lectures")])
    def test_the_journal_counts_them_in_french(
        self, campaign: Any, jurors: Any, association: Any, count: int, said: str
    ) -> None:
        for _number in range(count):
            _far()
        propose_all(campaign)
        with override("en"):
            confirm(campaign, association)
        assert JournalEntry.objects.get(action="jury_assign").reason == said

    def test_one_that_lacks_a_reader_waits(self, campaign: Any, association: Any) -> None:
        whole, short = _far(), _far()
        first, second = JurorFactory(), JurorFactory()
        InterestFactory(juror=second, collectivity=short.collectivity)
        propose_all(campaign)
        assert confirm(campaign, association) == 1
        states = {one.pk: one.state for one in Dossier.objects.all()}
        assert states == {whole.pk: DossierState.READING, short.pk: DossierState.ADMISSIBLE}
        assert first.assignments.proposed().count() == 1

    def test_all_or_nothing(
        self, campaign: Any, dossiers: Any, jurors: Any, association: Any, monkeypatch: Any
    ) -> None:
        propose_all(campaign)
        calls = []

        def fail_at_the_third(*args: Any, **kwargs: Any) -> Any:
            calls.append(args)
            if len(calls) == 3:
                raise RuntimeError
            return perform(*args, **kwargs)

        monkeypatch.setattr("labels.jury.distribution.perform", fail_at_the_third)
        with pytest.raises(RuntimeError), transaction.atomic():
            confirm(campaign, association)
        assert set(Dossier.objects.values_list("state", flat=True)) == {DossierState.ADMISSIBLE}
        assert set(Assignment.objects.values_list("state", flat=True)) == {AssignmentState.PROPOSED}
        assert not JournalEntry.objects.exists()

    def test_a_dossier_is_not_read_without_readers(self, campaign: Any, dossiers: Any, jurors: Any) -> None:
        propose_all(campaign)
        with pytest.raises(NotPossibleError, match="attribution"), transaction.atomic():
            perform(workflow.START_READING, locked(dossiers[0].pk), frozenset({Actor.ASSOCIATION}), None)

    def test_a_link_declared_between_the_two_is_kept(
        self, campaign: Any, dossiers: Any, jurors: Any, association: Any
    ) -> None:
        propose_all(campaign)
        reader = next(iter(_readers(dossiers[0])))
        InterestFactory(juror=reader, collectivity=dossiers[0].collectivity)
        confirm(campaign, association)
        assert reader not in _readers(dossiers[0])
        assert Dossier.objects.get(pk=dossiers[0].pk).state == DossierState.ADMISSIBLE


class TestDeport:
    @pytest.fixture
    def reading(self, campaign: Any, dossiers: Any, jurors: Any, association: Any) -> Any:
        propose_all(campaign)
        confirm(campaign, association)
        return Assignment.objects.filter(dossier=dossiers[0]).with_names().first()

    def test_a_link_takes_the_dossier_away_and_another_reads_it(
        self, reading: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        before = _readers(reading.dossier)
        with django_capture_on_commit_callbacks(execute=True):
            interests.declare(reading.juror, InterestKind.FAMILY, reading.dossier.collectivity)
        reading.refresh_from_db()
        assert (reading.state, reading.recused_by) == (AssignmentState.RECUSED, RecusedBy.PORTAL)
        assert "Un·e proche" in reading.reason
        after = _readers(reading.dossier)
        assert len(after) == 2
        [new] = after - before
        assert [one.to for one in mailoutbox] == [[new.user.email]]
        assert f"- {reading.dossier.collectivity.name} (" in mailoutbox[0].body
        assert JournalEntry.objects.get(action="jury_recuse").dossier == reading.dossier

    def test_nothing_else_moves(self, reading: Any) -> None:
        rows = Assignment.objects.exclude(pk=reading.pk)
        before = set(rows.values_list("pk", "state"))
        interests.declare(reading.juror, InterestKind.FAMILY, reading.dossier.collectivity)
        after = set(Assignment.objects.exclude(pk=reading.pk).values_list("pk", "state"))
        assert before < after
        assert len(after - before) == 1

    def test_what_was_begun_or_read_leaves_too(self, reading: Any) -> None:
        Assignment.objects.filter(pk=reading.pk).update(state=AssignmentState.DONE)
        interests.declare(reading.juror, InterestKind.WORK, reading.dossier.collectivity)
        assert reading.juror not in _readers(reading.dossier)

    def test_the_pair_is_never_made_again(self, reading: Any, campaign: Any, jurors: Any) -> None:
        interest = interests.declare(reading.juror, InterestKind.WORK, reading.dossier.collectivity)
        interests.end(interest)
        others = [juror for juror in jurors if juror != reading.juror]
        for juror in others:
            keep_from(reading.dossier, juror, "Un contrat en cours.", UserFactory())
        fill(campaign)
        assert _readers(reading.dossier) == set()
        with pytest.raises(NotAllowedError, match="déport"):
            adjusting.add(reading.dossier, reading.juror)
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.create(dossier=reading.dossier, juror=reading.juror)

    def test_a_person_steps_aside_once(self, reading: Any) -> None:
        recuse(reading, RecusedBy.JUROR, "Trop proche.", reading.juror.user)
        with pytest.raises(NotReadingError):
            recuse(reading, RecusedBy.JUROR, "Trop proche.", reading.juror.user)
        assert len(_readers(reading.dossier)) == 2

    def test_what_is_kept_of_it_is_in_french_whoever_acts(self, reading: Any, association: Any) -> None:
        other = reading.juror.assignments.exclude(pk=reading.pk).first()
        with override("en"):
            recuse(other, RecusedBy.JUROR, " ", reading.juror.user)
            interest = interests.declare(reading.juror, InterestKind.FAMILY, reading.dossier.collectivity)
            interests.end(interest)
            withdraw(Juror.objects.exclude(pk=reading.juror_id).first(), association)
        other.refresh_from_db()
        reading.refresh_from_db()
        assert other.reason == "S’est déporté·e, sans dire pourquoi."
        assert reading.reason.startswith("Lien déclaré avec ")
        assert "Ne siège plus dans le jury." in Assignment.objects.recused().values_list("reason", flat=True)
        for action in ("jury_declare", "jury_end_link"):
            entry = JournalEntry.objects.get(action=action)
            assert entry.reason == f"{InterestKind.FAMILY.label} : {interest.place}"

    def test_once_the_palmares_is_settled_what_was_read_stays(
        self, reading: Any, campaign: Any, association: Any
    ) -> None:
        """The page of the collectivité tells these readings, and the minutes how far they agreed."""
        Assignment.objects.filter(pk=reading.pk).update(state=AssignmentState.DONE)
        Campaign.objects.filter(pk=campaign.pk).update(settled_at=timezone.now())
        before = list(Assignment.objects.order_by("pk").values())
        for act in (
            lambda: recuse(reading, RecusedBy.JUROR, "Trop proche.", reading.juror.user),
            lambda: keep_from(reading.dossier, reading.juror, "Trop proche.", association),
            lambda: keep_from(reading.dossier, JurorFactory(), "Trop proche.", association),
        ):
            with pytest.raises(SettledError, match="arrêté"):
                act()
        interests.declare(reading.juror, InterestKind.WORK, reading.dossier.collectivity)
        withdraw(reading.juror, association)
        assert list(Assignment.objects.order_by("pk").values()) == before

    def test_who_joins_a_team_reads_it_no_more(self, reading: Any) -> None:
        MembershipFactory(user=reading.juror.user, collectivity=reading.dossier.collectivity)
        reading.refresh_from_db()
        assert reading.state == AssignmentState.RECUSED

    def test_what_is_kept_of_who_leaves_is_in_french(self, campaign: Any, association: Any) -> None:
        """Whose account is gone has no other name, and whoever acts in another language writes what all read."""
        juror = JurorFactory(campaign=campaign)
        Juror.objects.filter(pk=juror.pk).update(user=None)
        with override("en"):
            withdraw(Juror.objects.get(pk=juror.pk), association)
        assert JournalEntry.objects.filter(action="jury_withdraw").latest("pk").reason == "Compte supprimé"

    def test_who_leaves_the_jury_leaves_what_was_read(self, reading: Any, association: Any) -> None:
        read = reading.juror.assignments.exclude(pk=reading.pk).first()
        Assignment.objects.filter(pk=read.pk).update(state=AssignmentState.DONE)
        withdraw(reading.juror, association)
        reading.refresh_from_db()
        read.refresh_from_db()
        assert (reading.state, read.state) == (AssignmentState.RECUSED, AssignmentState.DONE)
        assert len(_readers(reading.dossier)) == 2


class TestByHand:
    def test_a_link_is_never_overruled(self, dossiers: Any, jurors: Any) -> None:
        InterestFactory(juror=jurors[0], collectivity=dossiers[0].collectivity)
        with pytest.raises(NotAllowedError, match="J’y habite"):
            adjusting.add(dossiers[0], jurors[0])

    def test_neither_twice_nor_beyond_what_somebody_takes(self, dossiers: Any, jurors: Any) -> None:
        Juror.objects.filter(pk=jurors[0].pk).update(most_dossiers=1)
        adjusting.add(dossiers[0], jurors[0])
        with pytest.raises(NotAllowedError, match="lit déjà"):
            adjusting.add(dossiers[0], jurors[0])
        with pytest.raises(NotAllowedError, match="son maximum"):
            adjusting.add(dossiers[1], jurors[0])

    def test_a_dossier_that_has_its_readers_takes_no_more(self, dossiers: Any, jurors: Any) -> None:
        for juror in jurors[:2]:
            adjusting.add(dossiers[0], juror)
        with pytest.raises(NotAllowedError, match="remplacez"):
            adjusting.add(dossiers[0], jurors[2])

    def test_replacing_does_both_or_nothing(self, dossiers: Any, jurors: Any) -> None:
        first = adjusting.add(dossiers[0], jurors[0])
        InterestFactory(juror=jurors[1], collectivity=dossiers[0].collectivity)
        with pytest.raises(NotAllowedError):
            adjusting.replace(first, jurors[1])
        assert _readers(dossiers[0]) == {jurors[0]}
        adjusting.replace(first, jurors[2])
        assert _readers(dossiers[0]) == {jurors[2]}

    def test_who_was_told_leaves_by_a_deport_only(self) -> None:
        reading = AssignmentFactory()
        with pytest.raises(NotAllowedError, match="déport"):
            adjusting.remove(reading)

    def test_who_may_not_read_is_not_chosen(self, dossiers: Any) -> None:
        with pytest.raises(NotAllowedError, match="déclaré ses liens"):
            adjusting.add(dossiers[0], JurorFactory(is_undeclared=True))
        with pytest.raises(NotAllowedError, match="pas à lire"):
            adjusting.add(DossierFactory(is_deposited=True), JurorFactory())


class TestRuns:
    def test_a_run_says_what_came_of_it(
        self, campaign: Any, dossiers: Any, jurors: Any, association: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            run = start(campaign, RunKind.PROPOSE, association)
            with pytest.raises(WorkingError):
                start(campaign, RunKind.PROPOSE, association)
        run.refresh_from_db()
        assert (run.state, run.made) == (RunState.DONE, 8)

    def test_one_that_fails_leaves_all_as_it_was(
        self, campaign: Any, dossiers: Any, jurors: Any, association: Any, monkeypatch: Any
    ) -> None:
        def fail(*args: Any) -> Any:
            raise RuntimeError

        monkeypatch.setattr("labels.jury.distribution.solve", fail)
        run = AssignmentRun.objects.create(campaign=campaign, kind=RunKind.PROPOSE)
        run_assignment.func(run.pk)
        run.refresh_from_db()
        assert run.state == RunState.FAILED
        assert not Assignment.objects.exists()

    def test_one_that_was_lost_stands_in_nobody_s_way(self, campaign: Any, association: Any) -> None:
        with time_machine.travel(CLOSES, tick=False):
            lost = AssignmentRun.objects.create(campaign=campaign, kind=RunKind.PROPOSE)
        start(campaign, RunKind.PROPOSE, association)
        lost.refresh_from_db()
        assert lost.state == RunState.FAILED


class TestInviting:
    def test_an_account_without_any_right_and_a_link(
        self, campaign: Any, association: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            juror = invite(campaign, "Awa@Universite.example", association, first_name="Awa", last_name="Diop")
        [message] = mailoutbox
        assert message.to == ["awa@universite.example"]
        assert "/mot-de-passe/choisir/" in message.body
        assert juror.user.has_usable_password()
        assert not juror.user.is_staff
        assert not juror.user.get_all_permissions()
        assert not juror.user.groups.exists()

    def test_a_member_keeps_what_she_is_and_is_told_where_to_go(
        self, campaign: Any, member: Any, association: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        before = member.get_all_permissions(), list(member.groups.all())
        member.last_login = CLOSES
        member.save()
        with django_capture_on_commit_callbacks(execute=True):
            juror = invite(campaign, member.email, association, first_name="", last_name="")
        member = type(member).objects.get(pk=member.pk)
        assert (juror.user, member.get_all_permissions(), list(member.groups.all())) == (member, *before)
        assert "/jury/" in mailoutbox[0].body

    def test_it_is_answered_once(self, campaign: Any) -> None:
        juror = JurorFactory(is_invited=True)
        accept(juror)
        with pytest.raises(AnsweredError):
            accept(Juror.objects.get(pk=juror.pk))
        decline(Juror.objects.get(pk=juror.pk))
        with pytest.raises(AnsweredError):
            decline(Juror.objects.get(pk=juror.pk))

    def test_who_declined_is_asked_again_and_declares_again(self, campaign: Any, association: Any) -> None:
        juror = JurorFactory()
        decline(juror)
        again = invite(campaign, juror.user.email, association, first_name="", last_name="")
        assert (again.pk, again.state, again.declared_at) == (juror.pk, JurorState.INVITED, None)

    def test_there_is_one_president(self, campaign: Any) -> None:
        JurorFactory(is_president=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            JurorFactory(is_president=True)
