"""Measures the search on a large portal in a database of its own: ``python benchmarks/search.py [--pages 20000]``.

``PORTAL_VAR`` (or ``DATABASE_URL``) chooses the database; it is made when it is empty and used again afterwards. Never
point it at a portal that is in use. With ``ELASTICSEARCH_URL``, both engines are asked in turn.
"""

import argparse
import gc
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.engines import Engine

ROOT = Path(__file__).resolve().parent.parent
RUNS = 40
WARM_UP = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds of a kind of request on an engine, hits and highlights included, and the most it found."""

    kind: str
    engine: str
    p50: float
    p95: float
    most: int


def prepare() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    os.environ.setdefault("DEBUG", "false")
    os.environ.setdefault("PORTAL_VAR", str(Path(tempfile.gettempdir()) / "portal-bench-search"))
    Path(os.environ["PORTAL_VAR"]).mkdir(parents=True, exist_ok=True)
    import django

    django.setup()


def populate(pages: int) -> None:
    """Make the portal of ``corpus`` unless it is there."""
    from django.conf import settings
    from django.core.management import call_command
    from wagtail.search.backends import get_search_backend

    from benchmarks import corpus
    from initiatives.models import InitiativePage

    call_command("migrate", verbosity=0)
    if InitiativePage.objects.count() >= pages:
        return
    call_command("load_collectivities", verbosity=0)
    call_command("setup_portal", verbosity=0)
    start = time.perf_counter()
    # The admin's own index is asked for nothing here.
    corpus.build(pages, backend=get_search_backend("documents"))
    if settings.ELASTICSEARCH_URL:
        call_command("search_rebuild")
    print(f"{pages} sheets made and indexed in {time.perf_counter() - start:.0f} s")


def queries() -> dict[str, list[dict[str, str]]]:
    """Requests by kind, as query strings give them."""
    from benchmarks import corpus

    words = [word for word in corpus.vocabulary() if len(word) > 3]
    common, medium, rare = words[:30], words[150:400], words[3_000:6_000]
    return {
        "common word": [{"q": word} for word in common],
        "two common words": [{"q": f"{a} {b}"} for a, b in itertools.pairwise(common)],
        "medium word": [{"q": word} for word in medium[:30]],
        "rare word": [{"q": word} for word in rare[:30]],
        "common word, three filters": [
            {"q": word, "theme": "acces-public", "etape": "en-service", "region": "53"} for word in common
        ],
        "five words, most of them": [{"q": " ".join(rare[start : start + 5])} for start in range(0, 150, 5)],
        "no word (list of everything)": [{}],
        "no word, page 40": [{"page": "40"}],
        "common word, by title": [{"q": word, "tri": "nom"} for word in common],
    }


def figures() -> Iterator[Figure]:
    """Every kind of request on every engine there is."""
    from search import engines

    for kind, requests in queries().items():
        for engine in engines.available().values():
            yield measure(kind, requests, engine)


def engine(name: str) -> "Engine":
    from search import engines

    return engines.available()[name]


def measure(kind: str, requests: list[dict[str, str]], engine: "Engine", runs: int = RUNS) -> Figure:
    from django.http import QueryDict

    from search.facade import search
    from search.request import SearchRequest

    times, most = [], 0
    for run in range(-WARM_UP, runs):
        parameters = QueryDict(mutable=True)
        parameters.update(requests[run % len(requests)])
        start = time.perf_counter()
        found = search(SearchRequest.from_query(parameters), engine)
        times.append((time.perf_counter() - start) * 1_000)
        most = max(most, found.total)
    del times[:WARM_UP]
    return Figure(kind, engine.name, statistics.median(times), percentile(times, 0.95), most)


def percentile(times: list[float], part: float) -> float:
    """The time that this part of them stays under, 0 to 1; of many times, or it says nothing."""
    return sorted(times)[int(len(times) * part) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    arguments = parser.parse_args()
    prepare()
    populate(arguments.pages)
    report()


def report() -> None:
    # As the server does (portal.wsgi): a pause for garbage would be told as the time of a search.
    gc.collect()
    gc.freeze()
    print(f"{'search, milliseconds':<30}{'':<14}{'p50':>8}{'p95':>8}{'hits':>8}")
    for figure in figures():
        print(f"{figure.kind:<30}{figure.engine:<14}{figure.p50:>8.1f}{figure.p95:>8.1f}{figure.most:>8}")


if __name__ == "__main__":
    main()
