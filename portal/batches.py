"""Long lists, a part at a time: memory and statements stay small however long they are."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

logger = logging.getLogger(__name__)
Thing = TypeVar("Thing")
Row = TypeVar("Row", bound=Model)


def batched(things: Sequence[Thing], size: int) -> Iterator[list[Thing]]:
    """So many of them at a time, the last time fewer."""
    return (list(things[start : start + size]) for start in range(0, len(things), size))


def read_batches(rows: QuerySet[Row], size: int) -> Iterator[list[Row]]:
    """The rows in the order of their keys, each batch by a query of its own: what is done to one may change them."""
    rest = rows = rows.order_by("pk")
    while batch := list(rest[:size]):
        yield batch
        rest = rows.filter(pk__gt=batch[-1].pk)


def read_keys(rows: QuerySet[Any], size: int) -> Iterator[int]:
    """The keys alone, read the same way."""
    return (row.pk for batch in read_batches(rows.only("pk"), size) for row in batch)


def do_each(keys: Iterable[int], do: Callable[[int], bool], what: str) -> tuple[int, int]:
    """Do something for each key. How many times it said that it did it, and how many times it failed: one that fails
    stops no other, and the log names it after ``what``.
    """
    done = failed = 0
    for key in keys:
        try:
            done += do(key)
        except Exception:
            logger.exception("%s %s failed", what, key)
            failed += 1
    return done, failed
