"""Answers one request at a time.

The threads of the live server share one connection to the database in memory: two requests at once, as when the editor
saves by itself while somebody submits, would end each other's savepoints. A portal in service has one for each thread.
"""

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Wagtail renders a preview through every middleware, within the request that asks for it.
_turn = threading.RLock()


class OneAtATime:
    """The outermost middleware of the browser tests."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with _turn:
            return self.get_response(request)
