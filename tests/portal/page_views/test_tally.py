"""How what is counted in memory comes into the database: nothing is lost, no page waits."""

import datetime
import multiprocessing
import threading
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client

from portal.models import DailyViews
from portal.page_views import tally as tallies
from portal.page_views.tally import Tally, tally
from tests.at_once import at_once
from tests.factories import ArticlePageFactory
from tests.portal.page_views.conftest import counted, viewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Any:
    return ArticlePageFactory(slug="bus")


def test_what_is_added_is_added_to_what_is_there(article: Any) -> None:
    other = ArticlePageFactory()
    for page, times in ((article, 2), (other, 1), (article, 1)):
        for _time in range(times):
            tally.add(page.pk)
        tally.flush()
    assert counted() == {article.pk: 3, other.pk: 1}


def test_nothing_is_written_twice(article: Any) -> None:
    tally.add(article.pk)
    assert counted() == {article.pk: 1}
    assert counted() == {article.pk: 1}


def test_adding_takes_two_queries_however_many_pages(django_assert_num_queries: Any) -> None:
    for pages in ([ArticlePageFactory()], [ArticlePageFactory() for _number in range(20)]):
        for page in pages:
            tally.add(page.pk)
        # And the two of a savepoint. Rows are sent together.
        with django_assert_num_queries(4):
            tally.flush()
    assert DailyViews.objects.count() == 21


def test_with_nothing_to_add_the_database_is_left_alone(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        tally.flush()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2027-03-20T22:59:00+00:00", datetime.date(2027, 3, 20)),
        ("2027-03-20T23:01:00+00:00", datetime.date(2027, 3, 21)),
        ("2027-07-14T22:01:00+00:00", datetime.date(2027, 7, 15)),
    ],
)
def test_a_day_begins_at_midnight_in_france(article: Any, moment: str, day: datetime.date) -> None:
    with time_machine.travel(moment, tick=False):
        tally.add(article.pk)
    tally.flush()
    assert DailyViews.objects.get().day == day


def test_a_page_deleted_in_the_meantime_is_left_out(article: Any) -> None:
    gone = ArticlePageFactory()
    for page in (article, gone):
        tally.add(page.pk)
    gone.delete()
    assert counted() == {article.pk: 1}


def test_the_views_of_a_page_go_with_it(article: Any) -> None:
    viewed(article, datetime.date(2027, 3, 20), 4)
    article.delete()
    assert not DailyViews.objects.exists()


def test_a_database_that_is_away_loses_nothing_and_breaks_no_page(
    reader: Client, article: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(counts: Any) -> None:
        raise DatabaseError("away")

    with monkeypatch.context() as broken:
        broken.setattr(tallies, "write", away)
        assert reader.get(article.url).status_code == 200
        tally.flush()
        assert reader.get(article.url).status_code == 200
        tally.flush()
    assert "they are kept" in caplog.text
    assert not DailyViews.objects.exists()
    assert counted() == {article.pk: 2}


def test_even_an_unforeseen_error_loses_nothing(article: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tally.add(article.pk)
    with monkeypatch.context() as broken:
        broken.setattr(tallies, "write", int)
        with pytest.raises(TypeError):
            tally.flush()
    assert counted() == {article.pk: 1}


def test_threads_that_count_at_once_lose_nothing(article: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    monkeypatch.setattr(tallies, "write", lambda counts: written.extend(counts.values()))

    def count() -> None:
        for number in range(1000):
            tally.add(article.pk)
            if number % 50 == 0:
                tally.flush()

    at_once(*[count] * 4)
    tally.flush()
    assert sum(written) == 4000


def test_a_thread_of_its_own_adds_them_after_a_while(
    article: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PORTAL_VIEWS_SECONDS = 0.01
    written = threading.Event()
    threads: list[str] = []

    def write(counts: Any) -> None:
        threads.append(threading.current_thread().name)
        assert list(counts.values()) == [1]
        written.set()

    monkeypatch.setattr(tallies, "write", write)
    mine = Tally()
    mine.add(article.pk)
    assert written.wait(10)
    assert threads[0] != threading.current_thread().name
    mine.forget()


def test_after_a_failure_the_thread_tries_again(article: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PORTAL_VIEWS_SECONDS = 0.01
    written = threading.Event()
    tries: list[int] = []

    def write(counts: Any) -> None:
        tries.append(sum(counts.values()))
        if len(tries) == 1:
            raise DatabaseError("away")
        written.set()

    monkeypatch.setattr(tallies, "write", write)
    mine = Tally()
    mine.add(article.pk)
    assert written.wait(10)
    assert tries == [1, 1]
    mine.forget()


def test_a_process_that_ends_adds_the_rest(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PORTAL_VIEWS_SECONDS = 600
    # As granian starts its workers.
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    monkeypatch.setattr(tallies, "write", lambda counts: there.send(sum(counts.values())))
    mine = Tally()

    def serve() -> None:
        for _time in range(3):
            mine.add(1)

    worker = context.Process(target=serve)
    worker.start()
    worker.join(10)
    assert here.poll(1)
    assert here.recv() == 3


def test_what_is_older_than_two_years_and_a_month_is_erased(article: Any, capsys: Any) -> None:
    with time_machine.travel("2027-03-20T12:00:00+00:00", tick=False):
        old, kept = datetime.date(2025, 2, 19), datetime.date(2025, 2, 20)
        viewed(article, old, 4)
        viewed(article, kept, 5)
        call_command("purge_personal_data", "--dry-run")
        assert "1 days of views older than 25 months would be erased." in capsys.readouterr().out
        assert DailyViews.objects.count() == 2
        call_command("purge_personal_data")
    assert [row.day for row in DailyViews.objects.all()] == [kept]
