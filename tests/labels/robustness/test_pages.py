"""The screens of « Le palmarès à l'épreuve » and the task behind them."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from labels.enums import DossierState, RunState
from labels.models import Level, Review, Trial
from labels.robustness.latest import latest
from labels.robustness.tasks import LONGEST, run_trial, start
from labels.runs import WorkingError
from tests.labels.factories import CampaignFactory, DossierFactory
from tests.labels.robustness.conftest import Room, read

LIST, RUN = reverse("jury_deliberation_trial"), reverse("jury_deliberation_trial_run")


def _page(dossier: Any) -> str:
    return reverse("jury_deliberation_trial_dossier", args=[dossier.pk])


class TestTask:
    def test_two_at_once_are_one(self, room: Room, association: Any, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            trial = start(room.campaign, association)
            with pytest.raises(WorkingError):
                start(room.campaign, association)
        trial.refresh_from_db()
        assert trial.state == RunState.DONE
        assert (trial.seed, trial.draws, len(trial.digest)) == (2027, 1000, 64)
        assert set(trial.result["dossiers"]) == {str(one.pk) for one in (room.edge, room.firm, room.other)}

    def test_one_that_fails_says_so_and_leaves_the_one_before(self, room: Room, monkeypatch: Any) -> None:
        done = room.tried()

        def fail(*args: Any) -> Any:
            raise RuntimeError

        monkeypatch.setattr("labels.robustness.tasks.put_to_the_test", fail)
        trial = Trial.objects.create(campaign=room.campaign, seed=2027, draws=200)
        run_trial.func(trial.pk)
        found = latest(room.campaign)
        assert found.has_failed
        assert not found.is_working
        assert found.done == done

    def test_one_that_was_killed_stands_in_nobody_s_way(self, room: Room, association: Any) -> None:
        lost = Trial.objects.create(campaign=room.campaign, seed=2027, draws=200)
        assert latest(room.campaign).is_working
        with time_machine.travel(timezone.now() + LONGEST * 2, tick=True):
            assert latest(room.campaign).has_failed
            start(room.campaign, association)
        lost.refresh_from_db()
        assert lost.state == RunState.FAILED

    def test_one_that_is_over_is_not_done_again(self, room: Room) -> None:
        trial = room.tried()
        run_trial.func(trial.pk)
        assert Trial.objects.get(pk=trial.pk).ended_at == trial.ended_at

    def test_one_takes_the_place_of_those_before(self, room: Room) -> None:
        room.tried()
        other = Trial.objects.create(campaign=CampaignFactory(year=2026), seed=2026, draws=200)
        last = room.tried()
        assert set(Trial.objects.all()) == {last, other}

    def test_what_changed_since_is_seen(self, room: Room) -> None:
        room.tried()
        assert not latest(room.campaign).is_stale
        read(DossierFactory(campaign=room.campaign, state=DossierState.READING), room.first, (4, 4))
        assert latest(room.campaign).is_stale
        room.tried()
        Review.objects.filter(assignment__dossier=room.edge).update(mark=10)
        assert latest(room.campaign).is_stale
        room.tried()
        Level.objects.filter(campaign=room.campaign, symbols=3).update(threshold=51)
        assert latest(room.campaign).is_stale


class TestOverview:
    def test_before_the_first_time(self, room: Room, client_of: Any) -> None:
        text = client_of(room.president.user).get(LIST).content.decode()
        assert "n’a pas encore été mis à l’épreuve" in text
        assert "Mettre le palmarès à l’épreuve" in text
        assert "La présidence ou l’association lance le calcul" in client_of(room.first.user).get(LIST).content.decode()

    def test_the_button_runs_it(self, room: Room, post: Any, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            assert post(room.president.user, RUN).url == LIST
        assert Trial.objects.get().asked_by == room.president.user

    def test_while_it_works_the_page_asks_again(self, room: Room, client_of: Any, post: Any) -> None:
        room.tried()
        Trial.objects.create(campaign=room.campaign, seed=2027, draws=200)
        answer = client_of(room.president.user).get(LIST)
        assert answer["Refresh"] == "3"
        assert "Elven" in answer.content.decode()
        assert "Relancer" not in answer.content.decode()
        post(room.president.user, RUN)
        assert Trial.objects.count() == 2

    def test_the_most_fragile_come_first_with_their_chances_in_words(self, room: Room, client_of: Any) -> None:
        room.tried()
        page = client_of(room.first.user).get(LIST)
        rows = page.context["overview"].rows
        assert [row.verdict.is_fragile for row in rows] == sorted(
            (row.verdict.is_fragile for row in rows), reverse=True
        )
        assert "fragile" in page.content.decode()

    @pytest.mark.parametrize(
        ("asked", "left"),
        [
            ("niveaux=fragile", {"Elven", "Ploemel"}),
            ("epreuve=threshold", {"Elven"}),
            ("niveau=9", None),
            ("x=1", None),
        ],
    )
    def test_filters(self, room: Room, client_of: Any, asked: str, left: set[str] | None) -> None:
        room.tried()
        shown = client_of(room.first.user).get(f"{LIST}?{asked}").context["overview"].shown
        assert {row.dossier.collectivity.name for row in shown} == (left or {"Elven", "Mauron", "Ploemel"})

    def test_filters_that_leave_nothing_say_so(self, room: Room, client_of: Any) -> None:
        room.tried()
        text = client_of(room.first.user).get(f"{LIST}?niveaux=ferme&epreuve=threshold").content.decode()
        assert "Aucun dossier n’est dans tous ces filtres" in text

    def test_what_changed_since_is_said(self, room: Room, client_of: Any) -> None:
        room.tried()
        Review.objects.filter(assignment__dossier=room.edge).update(mark=10)
        assert "ont changé depuis ce calcul" in client_of(room.first.user).get(LIST).content.decode()

    def test_dossiers_without_a_score_are_counted_apart(self, room: Room, client_of: Any) -> None:
        room.tried()
        DossierFactory(campaign=room.campaign, state=DossierState.DELIBERATION)
        text = client_of(room.first.user).get(LIST).content.decode()
        assert "1 dossier n’a pas de note" in text

    def test_the_number_of_queries_is_that_of_three_dossiers(self, room: Room, client_of: Any) -> None:
        client = client_of(room.first.user)

        def queries() -> int:
            room.tried()
            client.get(LIST)
            with CaptureQueriesContext(connection) as found:
                assert client.get(LIST).status_code == 200
            return len(found)

        few = queries()
        for _one in range(12):
            read(DossierFactory(campaign=room.campaign, state=DossierState.DELIBERATION), room.first, (2, 3))
        assert queries() == few < 20


class TestDossier:
    def test_sentences(self, room: Room, client_of: Any) -> None:
        room.tried()
        text = client_of(room.first.user).get(_page(room.edge)).content.decode().replace("\u00a0", " ")
        assert "Si le seuil de trois arobases monte d’un point : deux arobases, et non trois arobases." in text
        assert "Si « Acces » compte 20 % de moins" in text

    def test_what_does_not_change_is_said(self, room: Room, client_of: Any) -> None:
        room.tried()
        text = client_of(room.first.user).get(_page(room.firm)).content.decode()
        assert "Le niveau reste le même." in text

    def test_one_that_was_not_tried(self, room: Room, client_of: Any) -> None:
        assert "pas encore été mis" in client_of(room.first.user).get(_page(room.edge)).content.decode()
        room.tried()
        late = DossierFactory(campaign=room.campaign, state=DossierState.DELIBERATION)
        assert "n’avait pas de note" in client_of(room.first.user).get(_page(late)).content.decode()

    def test_queries(self, room: Room, client_of: Any, association: Any, django_assert_max_num_queries: Any) -> None:
        room.tried()
        client = client_of(association)
        client.get(_page(room.other))
        with django_assert_max_num_queries(17):
            client.get(_page(room.other))
