"""The views counted in the memory of this process, and how they come into the database."""

import datetime
import logging
import threading
from collections import Counter
from multiprocessing.util import Finalize

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone
from wagtail.models import Page

from portal.models import DailyViews

logger = logging.getLogger(__name__)
Key = tuple[int, datetime.date]
"""A page, and a day."""

ADD = f"""
INSERT INTO {DailyViews._meta.db_table} (page_id, day, views) VALUES (%s, %s, %s)
ON CONFLICT (page_id, day) DO UPDATE SET views = {DailyViews._meta.db_table}.views + excluded.views
"""  # noqa: S608 - the name of a table of ours
"""One statement, so that processes that add to the same row at the same moment lose nothing."""


class Tally:
    """Counts in memory; adds what it counted to the database some seconds after the first view that is not there yet.

    It holds one number a page and day: an outage of the database makes it no larger than that. Views are lost only with
    a process that is killed, those of its last seconds.
    """

    def __init__(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._at_the_end: Finalize | None = None

    def add(self, page: int) -> None:
        with self._lock:
            self._counts[page, today()] += 1
            self._start_timer()

    def flush(self) -> None:
        """Add to the database what is counted so far; what cannot be added is kept for the next time."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        try:
            write(taken)
            taken = Counter()
        except Error:
            logger.warning("The views of pages could not be added to the database; they are kept.", exc_info=True)
        finally:
            with self._lock:
                self._counts.update(taken)

    def forget(self) -> None:
        """Drop what is counted, and do nothing at the end."""
        with self._lock:
            self._counts.clear()
            if self._at_the_end:
                self._at_the_end.cancel()
                self._at_the_end = None

    def _start_timer(self) -> None:
        seconds = settings.PORTAL_VIEWS_SECONDS
        if seconds and self._timer is None:
            # The workers of granian are processes of multiprocessing, which call nothing of atexit.
            self._at_the_end = self._at_the_end or Finalize(None, self.flush, exitpriority=1)
            timer = threading.Timer(seconds, self._on_time)
            timer.daemon = True
            try:
                timer.start()
            except RuntimeError:
                # The system has no thread left: the next view asks again.
                logger.warning("No thread could be started to add the views of pages to the database.")
            else:
                self._timer = timer

    def _on_time(self) -> None:
        """In a thread of its own: no request waits for it."""
        try:
            self.flush()
        finally:
            connection.close()
            with self._lock:
                self._timer = None
                if self._counts:
                    self._start_timer()


tally = Tally()


def today() -> datetime.date:
    """The day in France, wherever the reader is."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def write(counts: Counter[Key]) -> None:
    """In the order of the keys: processes that write at once then never wait for each other in a circle."""
    if not counts:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        known = set(Page.objects.filter(pk__in={page for page, _day in counts}).values_list("pk", flat=True))
        rows = [(page, day, views) for (page, day), views in sorted(counts.items()) if page in known]
        cursor.executemany(ADD, rows)
