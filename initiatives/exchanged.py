"""Which sheets have a public thread, or an hour to come: hardly any, and of the others nothing more is asked."""

from uuid import UUID

from django.db.models import Value

from initiatives.models import Hour, InitiativePage, Question
from portal.page_cache import remember

THREAD, HOUR = "thread", "hour"


def has_threads(page: InitiativePage) -> bool:
    return (page.translation_key, THREAD) in _exchanged()


def has_hours(page: InitiativePage) -> bool:
    """Whether one is about this sheet, in whatever language it is read."""
    return (page.translation_key, HOUR) in _exchanged()


def _exchanged() -> frozenset[tuple[UUID, str]]:
    return remember("exchanged", _read)


def _read() -> frozenset[tuple[UUID, str]]:
    """In one query."""
    threads = Question.objects.public().order_by().values_list("sheet__translation_key", Value(THREAD))
    about = Hour.objects.coming().exclude(sheet=None)
    return frozenset(threads.union(about.order_by().values_list("sheet__translation_key", Value(HOUR))))
