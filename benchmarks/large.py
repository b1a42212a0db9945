"""The search of a large portal on PostgreSQL and Elasticsearch: ``python benchmarks/large.py [PARTS] [--pages N]``.

``DATABASE_URL`` names an empty database, or one this made before; ``ELASTICSEARCH_URL`` a server for it alone. The
first run makes the portal, which takes a quarter of an hour; the peer's index is made and taken back whenever it is
asked.
"""

import argparse
import itertools
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import search
from benchmarks.server import Client, serving
from benchmarks.worlds import ROOT, World

WORLD = World("large-search", on_given_servers=True)
READERS = 8
SECONDS = 60
PUBLISHED = 60
APPROVED = 40
COMMON_PAIRS = 29
ASKED_OF_PEER = 4
PEER_FACETS = (
    *("content_type_id", "region_id", "departement_id", "intercommunality_id"),
    *("size_class", "stage", "themes", "audiences"),
)
"""Those of ours that it can count: not the year, nor whether a sheet was confirmed lately."""
PEER_SECONDS = 300
"""Wagtail's own search is not waited for longer."""


def set_up(pages: int) -> None:
    if not os.environ.get("DATABASE_URL"):
        raise SystemExit("DATABASE_URL is not set: give an empty database of PostgreSQL.")
    WORLD.folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(WORLD.environment)
    import django

    django.setup()
    from django.core.management import call_command

    search.populate(pages)
    call_command("collectstatic", interactive=False, verbosity=0)


def engines() -> None:
    """Every kind of request, on each engine in turn."""
    search.report()


def peer() -> None:
    """Two common words, beside Wagtail's own search of the same database: the first page, the total, and the facets
    that it can count, for which it has a call each. Ours counts two more, and shows what was found.
    """
    from django.db import OperationalError, connection, transaction
    from wagtail.models import Locale
    from wagtail.query import PageQuerySet
    from wagtail.search.index import FilterField

    from benchmarks.judged.stock import stock
    from initiatives.models import InitiativePage

    counted = ("intercommunality", "themes", "audiences")
    InitiativePage.search_fields = [*InitiativePage.search_fields, *map(FilterField, counted)]
    # The portal's own « public » is a condition that Wagtail's search cannot read.
    pages = PageQuerySet(InitiativePage).live().public().filter(locale=Locale.get_default())
    asked = search.queries()["two common words"][:: -(-COMMON_PAIRS // ASKED_OF_PEER)]
    ours = [search.measure("", [request], search.engine("postgresql"), runs=5) for request in asked]
    print(f"{'milliseconds':<24}{'hits':>8}{'ours':>8}{'page':>8}{'total':>8}{'facets':>8}{'ratio':>8}")
    with stock() as wagtail:
        for request, figure in zip(asked, ours, strict=True):
            times: dict[str, float] = {}
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL statement_timeout = '{PEER_SECONDS}s'")
                    found = wagtail.backend.search(request["q"], pages)
                    with _timed(times, "page"):
                        list(found[:20])
                    with _timed(times, "total"):
                        found.count()
                    with _timed(times, "facets"):
                        for name in PEER_FACETS:
                            found.facet(name)
            except OperationalError:
                print(f"Wagtail's own search gave up « {request['q']} » after {PEER_SECONDS} s.")
            columns = "".join(f"{time:>8.0f}" for time in times.values())
            print(
                f"{request['q']:<24}{figure.most:>8}{figure.p50:>8.0f}{columns}{sum(times.values()) / figure.p50:>8.0f}"
            )


@contextmanager
def _timed(times: dict[str, float], part: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        times[part] = (time.perf_counter() - start) * 1_000


def readers() -> None:
    """Eight at once for a minute, every kind of search in turn, pages as they are served, none kept."""
    every = list(itertools.chain.from_iterable(itertools.zip_longest(*search.queries().values())))
    addresses = [f"/recherche/?{urlencode(request)}" for request in every if request is not None]
    with serving(WORLD) as server:
        for address in addresses[:20]:
            server.client().get(address)
        end = time.monotonic() + SECONDS
        times: list[float] = []
        failures: list[str] = []

        def read(client: Client, turn: Iterator[str]) -> None:
            while time.monotonic() < end:
                answer = client.get(next(turn))
                times.append(answer.milliseconds)
                if answer.status != 200:
                    failures.append(str(answer.status))

        _at_once(
            [
                partial(read, server.client(), itertools.cycle(addresses[number:] + addresses[:number]))
                for number in range(0, READERS * 7, 7)
            ]
        )
    p50, p95, p99 = (search.percentile(times, part) for part in (0.5, 0.95, 0.99))
    print(f"{READERS} readers, {SECONDS} s: {len(times)} pages, {len(failures)} errors, ", end="")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f}, p99 {p99:.0f}, p99 / p50 = {p99 / p50:.1f}")


def _at_once(tasks: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def publishing() -> None:
    """What the search adds to publishing a sheet, in the request; a worker does the rest, as in service."""
    from django.test import override_settings

    from initiatives.models import InitiativePage

    pages = list(InitiativePage.objects.order_by("pk")[: PUBLISHED * 2])
    times: dict[bool, list[float]] = {True: [], False: []}
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        for number, page in enumerate(pages):
            is_searched = bool(number % 2)
            with _searched(is_searched):
                page.summary = f"{page.summary} {number}"
                start = time.perf_counter()
                page.save_revision().publish()
                times[is_searched].append((time.perf_counter() - start) * 1_000)
    with_search, without = (statistics.median(times[one]) for one in (True, False))
    print(f"Publishing: {without:.1f} ms without the search, {with_search:.1f} with it.")


def approving() -> None:
    """Accepting a registration: page, account, membership, mail. Each is taken back."""
    from django.db import transaction
    from django.test import override_settings
    from django.utils import timezone

    from collectivities.enums import RegistrationState, Role
    from collectivities.models import Collectivity, CollectivityPage, Registration
    from collectivities.registrations import deciding
    from portal.models import User

    decider = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("bench@portal.example")
    registered = CollectivityPage.objects.values("collectivity")
    asked: dict[str, Any] = {"position": "staff", "function": "Secrétaire", "language": "fr", "source": "/"}
    asked |= {"state": RegistrationState.WAITING, "requested_at": timezone.now(), "confirmed_at": timezone.now()}
    times: list[float] = []
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        for commune in Collectivity.objects.communes().exclude(pk__in=registered).order_by("pk")[:APPROVED]:
            with transaction.atomic():
                row = Registration.objects.create(collectivity=commune, email=f"m{commune.pk}@mairie.example", **asked)
                start = time.perf_counter()
                deciding.approve(row, Role.REFERENT, decider)
                times.append((time.perf_counter() - start) * 1_000)
                transaction.set_rollback(True)
    print(f"Accepting a registration: {statistics.median(times):.0f} ms, p95 {search.percentile(times, 0.95):.0f}.")


@contextmanager
def _searched(is_searched: bool) -> Iterator[None]:
    """With the signal, by which a page that is saved is indexed, or without it."""
    from django.db.models.signals import post_save

    from initiatives.models import InitiativePage
    from search.signal_handlers import index_saved_page

    if is_searched:
        yield
        return
    post_save.disconnect(index_saved_page, sender=InitiativePage)
    try:
        yield
    finally:
        post_save.connect(index_saved_page, sender=InitiativePage)


def rebuild() -> None:
    """``search_rebuild``, in a process of its own: its time and the most memory it held."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "manage.py", "search_rebuild"], cwd=ROOT, env=dict(os.environ), check=True)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_024
    print(f"search_rebuild: {time.perf_counter() - start:.0f} s, {memory:.0f} MiB at most.")


# The rebuild first: of its children a process knows the largest alone.
PARTS: dict[str, Callable[[], None]] = {
    "rebuild": rebuild,
    "engines": engines,
    "publishing": publishing,
    "approving": approving,
    "readers": readers,
    "peer": peer,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all of them by default")
    parser.add_argument("--pages", type=int, default=100_000)
    arguments = parser.parse_args()
    set_up(arguments.pages)
    for name in arguments.parts or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
