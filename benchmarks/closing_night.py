"""The night of the closing on PostgreSQL, with two workers: ``python benchmarks/closing_night.py [--minutes N]``.

300 référents save what they write every ten seconds, 100 of them deposit in the last minute, and the call closes. The
world is made once, in a database of its own on the server of ``DATABASE_URL``; each night is a copy of it. Prints
Markdown: how long each answer took, beside the constant view asked for meanwhile; then what was lost, if anything was.
"""

import argparse
import asyncio
import datetime
import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.night import database, people
from benchmarks.run import table
from benchmarks.server import Server, serving
from benchmarks.worlds import MADE, ROOT, World, fingerprint

WORLD = World("night", on_given_servers=True)
EVENING, NIGHT = "bench_evening", "bench_night"
REFERENTS, DEPOSITS, WORKERS = 300, 100, 2
OPENING, LAST = 60, 60
"""Seconds: in which the référents open the section that they write, and in which the deposits are made."""
MOST_MILLISECONDS = 500
MAKE = "import django; django.setup(); from benchmarks.night import world; world.make()"


def settings(name: str) -> dict[str, str]:
    """A database of this name, and tasks in a queue, as in service."""
    servers = {"DATABASE_URL": database.url_of(name), "ELASTICSEARCH_URL": ""}
    return {**WORLD.environment, **servers, "DJANGO_SETTINGS_MODULE": "benchmarks.queued"}


def set_up() -> None:
    """Point this process at a night that has not begun."""
    given, night = settings(EVENING), settings(NIGHT)
    if not (WORLD.is_current and database.exists(EVENING)):
        WORLD.folder.mkdir(parents=True, exist_ok=True)
        database.make(EVENING)
        subprocess.run([sys.executable, "-c", MAKE], cwd=ROOT, env=given, check=True)
        (WORLD.folder / MADE).write_text(json.dumps({"made_of": fingerprint()}))
    database.make(NIGHT, EVENING)
    os.environ.update(night)
    import django

    django.setup()


def referents(closes: float) -> list[people.Referent]:
    """The deposits are spread over the last minute."""
    from benchmarks.night import world

    found = [people.Referent(number, **row) for number, row in enumerate(world.referents(REFERENTS))]
    for place, one in enumerate(found[:: REFERENTS // DEPOSITS]):
        one.deposits_at = closes - LAST + LAST * place / DEPOSITS
    return found


def lost(everybody: list[people.Referent]) -> Iterator[str]:
    """What somebody was told is stored, and is not; deposits that are not one each; receipts that do not leave."""
    from benchmarks.night import world

    # A short night begins with its last minute: who deposits before her first save has lost nothing.
    for one in (one for one in everybody if one.says):
        section = one.section.strip("/").rpartition("/")[2]
        if world.answered(one.dossier, section, people.QUESTION) != one.says:
            yield f"référent {one.number}: the answer is not the one that was saved last"
        expected = one.says if one.deposits_at else None
        if world.deposited(one.dossier, section, people.QUESTION) != expected:
            yield f"référent {one.number}: what was deposited is not what was saved last"
    numbers = sorted(world.numbers())
    if numbers != [f"{world.YEAR}-{place:04}" for place in range(1, DEPOSITS + 1)]:
        yield f"the numbers of the receipts: {numbers}"
    mails = world.mails()
    if len(mails) != DEPOSITS or len(set(mails)) != DEPOSITS:
        yield f"{len(mails)} mails to {len(set(mails))} addresses"


def play(minutes: float) -> tuple[people.Night, list[people.Referent], float]:
    """The night, who wrote in it, and the seconds of the processor that the server took between opening and closing."""
    from benchmarks.night import world

    seconds = OPENING + minutes * 60
    with serving(WORLD, workers=WORKERS, variables=settings(NIGHT)) as server:
        closes = time.monotonic() + seconds
        everybody = referents(closes)
        world.close_at(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=closes - time.monotonic()))
        found, taken = asyncio.run(_play(server, everybody, closes))
    return found, everybody, taken


async def _play(server: Server, everybody: list[people.Referent], closes: float) -> tuple[people.Night, float]:
    night = asyncio.create_task(people.night(server.port, everybody, OPENING, closes))
    await asyncio.sleep(OPENING)
    before = server.processor_seconds()
    return await night, server.processor_seconds() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--minutes", type=float, default=2, help="from the moment all write to the closing (default: 2)"
    )
    minutes = parser.parse_args().minutes
    set_up()
    night, everybody, taken = play(minutes)
    constant = statistics.median(night.times[people.CONSTANT])
    rows = []
    for action, times in night.times.items():
        middle, high = statistics.median(times), sorted(times)[math.ceil(0.95 * len(times)) - 1]
        high_said = f"**{high:.0f}**" if high > MOST_MILLISECONDS else f"{high:.0f}"
        rows.append((action, len(times), f"{middle:.0f}", f"{middle / constant:.1f}", high_said, f"{max(times):.0f}"))
    print(table(("action", "answers", "median, ms", "× constant", "p95, ms", "longest, ms"), rows))
    print(f"The processes of the server took {taken / (minutes * 60):.2f} processors from opening to closing.")
    wrong = [*night.wrong, *lost(everybody)]
    print("\n".join(wrong) or "No error, and nothing was lost.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
