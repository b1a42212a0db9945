"""Two processes do the same at once: one alert, one mail. On PostgreSQL; SQLite lets one write at a time."""

from typing import Any

from django.core import mail
from django.utils import timezone

from search.alerts import sending
from search.alerts.models import SearchAlert
from search.alerts.requesting import request_alert
from search.request import SearchRequest
from tests.at_once import ON_POSTGRESQL, at_once
from tests.search.alerts.conftest import ANNE, FORM

pytestmark = ON_POSTGRESQL


def test_requests_make_one_alert() -> None:
    asked = SearchRequest(query="lanterne")
    at_once(*[lambda: request_alert(ANNE, asked, "daily", "Oui", FORM)] * 4)

    assert SearchAlert.objects.count() == 1
    assert {message.to[0] for message in mail.outbox} == {ANNE}


def test_runs_send_each_mail_once(follow: Any, publish: Any, clock: Any) -> None:
    readers = {f"anne{number}@mairie.example" for number in range(8)}
    for email in readers:
        follow(email=email)
    clock(minutes=5)
    publish()
    given = at_once(*[lambda: sending.send_due(timezone.now())] * 4)

    assert sum(sent for sent, _failed in given) == 8
    assert sum(failed for _sent, failed in given) == 0
    assert sorted(message.to[0] for message in mail.outbox) == sorted(readers)
