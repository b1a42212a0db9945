"""Two processes do the same at once: one alert, one mail. On PostgreSQL; SQLite lets one write at a time."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from search.alerts import sending
from search.alerts.models import SearchAlert
from search.alerts.requesting import request_alert
from search.request import SearchRequest
from tests.search.alerts.conftest import ANNE, FORM

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """Do the same in four threads, which start together; what each gave."""

    def do(action: Callable[[], Any]) -> list[Any]:
        start, given = threading.Barrier(4), []

        def work() -> None:
            start.wait()
            try:
                given.append(action())
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(given) == 4
        return given

    return do


def test_requests_make_one_alert(at_once: Any) -> None:
    asked = SearchRequest(query="lanterne")
    at_once(lambda: request_alert(ANNE, asked, "daily", "Oui", FORM))

    assert SearchAlert.objects.count() == 1
    assert {message.to[0] for message in mail.outbox} == {ANNE}


def test_runs_send_each_mail_once(at_once: Any, follow: Any, publish: Any, clock: Any) -> None:
    readers = {f"anne{number}@mairie.example" for number in range(8)}
    for email in readers:
        follow(email=email)
    clock(minutes=5)
    publish()
    given = at_once(lambda: sending.send_due(timezone.now()))

    assert sum(sent for sent, _failed in given) == 8
    assert sum(failed for _sent, failed in given) == 0
    assert sorted(message.to[0] for message in mail.outbox) == sorted(readers)
