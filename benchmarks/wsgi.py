"""The portal's application, which counts the queries of a request that asks for it (``X-Count-Queries``)."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from portal.wsgi import application as portal

HEADER = "X-Queries"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if "HTTP_X_COUNT_QUERIES" not in environ:
        return portal(environ, start_response)
    queries: list[str] = []

    def count(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        queries.append(sql)
        return execute(sql, parameters, many, context)

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, (HEADER, str(len(queries)))], *rest)

    with connection.execute_wrapper(count):
        return portal(environ, start)
