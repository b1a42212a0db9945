"""What a supervisor asks, and what a reader sees while the database is away."""

import logging
import sys
from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from portal.languages import of_address

logger = logging.getLogger(__name__)

SERVICES: dict[str, Callable[[], str | None]] = {}
"""What else the portal uses, by name: each says « ok », or what is wrong; None where it is not set up."""


def live(request: HttpRequest) -> JsonResponse:
    """``/health/live``: the process answers. Nothing else is looked at, so a lost database never restarts it."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """``/health/ready``: the database answers; 503 otherwise. The loss of another service only degrades the portal."""
    if not database_answers():
        return JsonResponse({"status": "unavailable", "database": "unreachable"}, status=503)
    services = {name: state for name, ask in SERVICES.items() if (state := ask())}
    status = "ok" if all(state == "ok" for state in services.values()) else "degraded"
    return JsonResponse({"status": status, "database": "ok", **services})


def database_answers() -> bool:
    """Ask on a connection of its own: that of the request may be broken, or in the middle of something."""
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    finally:
        connection.close()
    return True


def database_is_lost(error: BaseException | None) -> bool:
    """Whether an error comes from a database that is away or too busy, rather than from a query that is wrong."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return "locked" in str(error) or not database_answers()


def unavailable(request: HttpRequest) -> HttpResponse:
    """The plain page of a lost database: it asks the database for nothing, and invites to come back."""
    with of_address(request):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})


class DatabaseUnavailableMiddleware:
    """Answers 503 when a view meets a lost database. When a middleware does, ``views.server_error`` answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not database_is_lost(exception):
            return None
        logger.error("The database is lost: %s", request.path, exc_info=exception)
        return unavailable(request)


def current_error_is_a_lost_database() -> bool:
    """For the handler of errors, which Django calls while the error is being handled."""
    return database_is_lost(sys.exc_info()[1])
