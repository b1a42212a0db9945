"""Every screen of a campaign of the label at its full size: ``python benchmarks/label.py [--runs N]``.

360 dossiers of 80 questions, 55 initiatives each, 25 members of the jury, 3 readings of each dossier, on SQLite in a
world of its own, made by the first run. Prints Markdown: the queries of a screen, and the median of the time that the
processor takes for it, all middlewares included.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.run import table
from benchmarks.worlds import MADE, World, fingerprint, lay_ground

WORLD = World("label")
WARM = 2
MOST_QUERIES, MOST_MILLISECONDS = 20, 200


def set_up() -> None:
    is_made = WORLD.is_current
    if not is_made:
        shutil.rmtree(WORLD.folder, ignore_errors=True)
    WORLD.folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(WORLD.environment)
    import django

    django.setup()
    from django.conf import settings

    settings.PORTAL_PAGE_CACHE_SECONDS = 0
    if is_made:
        return
    from benchmarks import label_world

    lay_ground()
    label_world.populate()
    (WORLD.folder / MADE).write_text(json.dumps({"made_of": fingerprint()}))


@contextmanager
def undone() -> Iterator[None]:
    """What is done within leaves no trace in the world."""
    from django.core.cache import cache
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def measure(part: Any, runs: int) -> Iterator[tuple[str, int, float]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from portal.models import User

    client = Client(headers={"host": "localhost"})
    if part.email:
        client.force_login(User.objects.get(email=part.email))
    for name, address in part.screens():
        with CaptureQueriesContext(connection):
            answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{name}: {address} answers {answer.status_code}")
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
            count = len(queries)
        times = [_milliseconds(client, address) for _ in range(WARM + runs)][WARM:]
        yield name, count, statistics.median(times)


def _milliseconds(client: Any, address: str) -> float:
    """Of the processor, so that it says as much on a machine that does other things at once."""
    began = time.process_time()
    client.get(address)
    return (time.process_time() - began) * 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11, help="how often each screen is asked for (default: 11)")
    runs = parser.parse_args().runs
    set_up()
    from benchmarks.label_screens import PARTS

    for part in PARTS:
        with undone():
            part.begin()
            rows = [
                (name, f"**{queries}**" if queries >= MOST_QUERIES else queries,
                 f"**{spent:.0f}**" if spent > MOST_MILLISECONDS else f"{spent:.0f}")
                for name, queries, spent in measure(part, runs)
            ]  # fmt: skip
        print(table((part.who, "queries", "ms"), rows), flush=True)


if __name__ == "__main__":
    main()
