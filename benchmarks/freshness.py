"""« Toujours en service ? » on a portal of 35,000 collectivités: ``python benchmarks/freshness.py [--sheets N]``.

Makes the world once, which takes a quarter of an hour: each collectivité has a member and N sheets that nobody
confirmed. Then nobody was asked yet, and the command runs as an operator runs it, is killed in the middle and started
again: its time, the most memory it held, and whether a mail left twice.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.run import prepared
from benchmarks.worlds import LARGE, MADE, ROOT, World

WORLD = World("freshness")
KILLED_AFTER = 60
"""Seconds."""


ASKED_NOBODY = """
import django; django.setup()
from django_tasks_db.models import DBTaskResult
from initiatives.models import FreshnessRequest
FreshnessRequest.objects.all().delete()
DBTaskResult.objects.all().delete()
"""
MAILS = """
import django; django.setup()
from django_tasks_db.models import DBTaskResult
to = [row["kwargs"]["to"][0] for row in DBTaskResult.objects.values_list("args_kwargs", flat=True)]
print(len(to), len(set(to)))
"""


def prepare(sheets: int) -> None:
    """A copy of the large world, with members and sheets. What says that it is made comes last."""
    large = prepared(LARGE)
    if WORLD.is_current:
        return
    shutil.rmtree(WORLD.folder, ignore_errors=True)
    shutil.copytree(large.folder, WORLD.folder, ignore=shutil.ignore_patterns(MADE))
    os.environ.update(WORLD.environment)
    make(sheets)
    shutil.copy(large.folder / MADE, WORLD.folder)


def make(sheets: int) -> None:
    """Members and sheets, in this process, whose settings point at the folder."""
    import django

    django.setup()
    from collectivities.models import CollectivityPage, Membership
    from initiatives.models import InitiativePage
    from portal.bulk import add_children
    from portal.models import User

    pages = CollectivityPage.objects.filter(locale__language_code="fr").select_related("collectivity")
    towns = list(pages.exclude(collectivity__memberships__isnull=False).order_by("pk"))
    users = [User(email=f"mairie{page.collectivity_id}@commune.example", password="!") for page in towns]
    User.objects.bulk_create(users, batch_size=1_000)
    memberships = [
        Membership(user=user, collectivity_id=page.collectivity_id) for user, page in zip(users, towns, strict=True)
    ]
    Membership.objects.bulk_create(memberships, batch_size=1_000)
    for page in towns:
        unsaved = [InitiativePage(title=f"La fiche {n}", slug=f"fiche-{n}", stage="running") for n in range(sheets)]
        for sheet in unsaved:
            sheet.copy_territory(page.collectivity)
        add_children(page, unsaved)


def run(killed_after: float | None = None) -> tuple[float, float]:
    """Seconds, and MiB at most, of ``ask_still_running``; raises ``CalledProcessError`` where it fails by itself."""
    command = [sys.executable, "manage.py", "ask_still_running"]
    start, most = time.monotonic(), 0.0
    process = subprocess.Popen(command, cwd=ROOT, env=environment())
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            most = max(most, watched.memory_info().rss / 2**20)
        except psutil.NoSuchProcess:
            break
        if killed_after and time.monotonic() - start > killed_after:
            process.send_signal(signal.SIGKILL)
        time.sleep(0.2)
    if process.wait() not in (0, -signal.SIGKILL if killed_after else 0):
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.monotonic() - start, most


def mails() -> tuple[int, int]:
    """How many mails are queued, and to how many addresses."""
    total, distinct = python(MAILS).split()
    return int(total), int(distinct)


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(), check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def environment() -> dict[str, str]:
    """The world's, where tasks wait in the database."""
    return {**WORLD.environment, "DJANGO_SETTINGS_MODULE": "benchmarks.queued"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheets", type=int, default=14)
    arguments = parser.parse_args()
    prepare(arguments.sheets)
    python(ASKED_NOBODY)
    seconds, memory = run(KILLED_AFTER)
    print(f"Killed after {seconds:.0f} s, at {memory:.0f} MiB: {mails()[0]} mails.")
    seconds, memory = run()
    total, distinct = mails()
    print(f"Started again: {seconds:.0f} s, {memory:.0f} MiB at most: {total} mails in all, to {distinct} addresses.")


if __name__ == "__main__":
    main()
