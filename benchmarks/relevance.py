"""Measures how well the search finds: ``python benchmarks/relevance.py [--kind exact] [--failures] [--no-peers]``.

The judged set (``benchmarks/judged``) is put in a portal of its own, under ``.cache/bench`` or ``PORTAL_BENCH``, or in
the empty PostgreSQL database of ``DATABASE_URL``. It is made once, and indexed again when the search changes. The
figures of each engine are kept beside it, so that a run on one is shown beside the last of the others.
"""

import argparse
import dataclasses
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.judged import fingerprints, report
from benchmarks.judged.measure import Answer, Ask, Result, answers, summary
from benchmarks.judged.queries import queries
from benchmarks.judged.query import AUTOCOMPLETE, KINDS
from benchmarks.judged.texts import sheets
from benchmarks.worlds import World

WORLD = World("relevance", on_given_servers=True)
# Wagtail's ranking on SQLite takes a time that grows with the square of what is found.
MOST_FOR_STOCK = 60

Answers = dict[str, list[Answer]]
"""By kind."""


def set_up() -> None:
    """Point Django at the world, and make what is missing in it.

    An SQLite world of other sheets is made again. A database that was given is never emptied: it is refused.
    """
    os.environ.update(WORLD.environment)
    if not os.environ["DATABASE_URL"] and _known().get("portal") != fingerprints.of_portal():
        shutil.rmtree(WORLD.folder, ignore_errors=True)
    WORLD.folder.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from benchmarks.judged import portal

    try:
        portal.prepare(_marker(), _tell)
    except portal.OtherPortalError as error:
        raise SystemExit(str(error)) from error


def _marker() -> Path:
    """What the portal was made of, one file for each database."""
    address = os.environ["DATABASE_URL"]
    name = hashlib.sha256(address.encode()).hexdigest()[:8] if address else "sqlite"
    return WORLD.folder / f"made-{name}.json"


def _known() -> dict[str, str]:
    return json.loads(_marker().read_text()) if _marker().exists() else {}


def asked(kinds: tuple[str, ...], ask: Ask, complete: Ask, most: int | None = None) -> Answers:
    """The answers to every kind; suggestions come from ``complete``."""
    ways = {kind: complete if kind == AUTOCOMPLETE else ask for kind in kinds}
    return {kind: answers(_some(queries(kind), most), way) for kind, way in ways.items()}


def _some(every: tuple, most: int | None) -> tuple:
    """At most so many, spread evenly over the varieties."""
    return every if most is None or len(every) <= most else every[:: -(-len(every) // most)]


def peers(kinds: tuple[str, ...]) -> dict[str, report.Results]:
    from benchmarks.judged.bm25 import BM25
    from benchmarks.judged.stock import stock

    plain = BM25(sheets())
    found = {"BM25": asked(kinds, plain.search, plain.complete)}
    _tell("indexing the sheets for Wagtail's own search, and asking it")
    with stock() as wagtail:
        found["Wagtail, stock"] = asked(kinds, wagtail.search, wagtail.complete, MOST_FOR_STOCK)
    return {name: summaries(every) for name, every in found.items()}


def summaries(every: Answers) -> dict[str, Result]:
    return {kind: summary(kind, found) for kind, found in every.items()}


def kept(engine: str, results: report.Results) -> tuple[dict[str, report.Results], dict[str, report.Results]]:
    """Keep the figures of this engine; give those of every engine on this set, this one first: of the search as it is,
    and as it was when they were measured.
    """
    path = WORLD.folder / "engines.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    asked_here = hashlib.sha256(repr(queries()).encode()).hexdigest()[:16]
    engines = known["engines"] if known.get("set") == asked_here else {}
    mine, search = engines.get(engine, {}), fingerprints.of_index()
    earlier = mine["results"] if mine.get("search") == search else {}
    new = {kind: dataclasses.asdict(result) for kind, result in results.items()}
    engines = {engine: {"search": search, "results": earlier | new}} | {
        name: figures for name, figures in engines.items() if name != engine
    }
    path.write_text(json.dumps({"set": asked_here, "engines": engines}, indent=1))
    now: dict[str, report.Results] = {}
    before: dict[str, report.Results] = {}
    for name, figures in engines.items():
        of_kinds = {kind: Result(**result) for kind, result in figures["results"].items()}
        if figures["search"] == search:
            now[name] = of_kinds
        else:
            before[f"{name}, earlier search"] = of_kinds
    return now, before


def _tell(text: str) -> None:
    print(f"{text}…", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", action="append", choices=KINDS, help="one kind, or several; all of them by default")
    parser.add_argument("--failures", action="store_true", help="print each query missed, and what was found instead")
    parser.add_argument("--no-peers", action="store_true", help="leave Wagtail's own search and BM25 out")
    arguments = parser.parse_args()
    set_up()
    from benchmarks.judged import portal
    from search.facade import search
    from search.request import SearchRequest

    kinds = tuple(arguments.kind or KINDS)
    found = asked(kinds, portal.ask, portal.complete)
    engine = search(SearchRequest(query="mairie", per_page=1)).engine
    engines, earlier = kept(engine, summaries(found))
    others = {} if arguments.no_peers else peers(kinds)
    print(f"{len(sheets())} sheets.\n\n{report.table({**engines, **earlier, **others}, kinds)}")
    print(report.spread(engines))
    every = [answer for answers_of_kind in found.values() for answer in answers_of_kind]
    print(f"{engine}, by variety:\n\n{report.varieties(every)}")
    if arguments.failures:
        print(f"\n{report.failures(every)}")


if __name__ == "__main__":
    main()
