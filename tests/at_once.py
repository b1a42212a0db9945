"""Several people, or processes, do something at the same time. On PostgreSQL, which lets them."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

ON_POSTGRESQL = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]


def at_once(*actions: Callable[[], Any], expected: tuple[type[Exception], ...] = ()) -> list[Any]:
    """Start them together; what each gave, in no order: its value, or its error where it is one of those expected."""
    start, given = threading.Barrier(len(actions)), []

    def work(action: Callable[[], Any]) -> None:
        start.wait()
        try:
            given.append(action())
        except expected as error:
            given.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == len(actions)
    return given
