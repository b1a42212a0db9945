"""``make bench``: the pages beside a constant view of the same server, the same at other sizes, the search.

Prints Markdown. A page and the constant view are asked for in turn, so that what slows the machine slows both. The
worlds are made once, under ``.cache/bench`` or ``PORTAL_BENCH``; the first run takes some minutes more.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import weight
from benchmarks.server import Client, serving
from benchmarks.worlds import DEMONSTRATION, FOLDER, LARGE, ROOT, SMALL, World
from benchmarks.writing import measured

CONSTANT = "/constant/"
WARM = 3
SAME_AT_EVERY_SIZE = (SMALL, LARGE)
COUNTING_TIMES = 50
"""What counting takes is little beside the noise of a single answer."""
NOT_COUNTED = "a prefetch, never counted"
READERS = {
    NOT_COUNTED: {"Sec-Purpose": "prefetch"},
    "a browser, counted": {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"},
    "a robot, left out": {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
}

Times = Mapping[str, tuple[float, float]]
"""By path: the median milliseconds of the page, and of the constant view asked for in between."""


def prepared(world: World) -> World:
    """The world, made when it is missing or older than what it is made of."""
    if not world.is_current:
        print(f"Making the world « {world.name} »…", end=" ", file=sys.stderr, flush=True)
        start = time.monotonic()
        world.folder.mkdir(parents=True, exist_ok=True)
        script = ROOT / "benchmarks" / "worlds.py"
        subprocess.run([sys.executable, str(script), world.name], cwd=ROOT, env=world.environment, check=True)
        print(f"done in {time.monotonic() - start:.0f} s", file=sys.stderr)
    return world


def compare(client: Client, paths: Iterable[str], runs: int, **headers: str) -> Times:
    found = {}
    for path in paths:
        for _ in range(WARM):
            _milliseconds(client, path, **headers)
        pairs = [(_milliseconds(client, path, **headers), _milliseconds(client, CONSTANT)) for _ in range(runs)]
        found[path] = (statistics.median(page for page, _ in pairs), statistics.median(other for _, other in pairs))
    return found


def _milliseconds(client: Client, path: str, **headers: str) -> float:
    answer = client.get(path, **headers)
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    return answer.milliseconds


def queries(client: Client, paths: Iterable[str], **headers: str) -> dict[str, int]:
    return {path: int(client.get(path, X_Count_Queries="1", **headers).headers["x-queries"]) for path in paths}


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    heads = list(heads)
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cells(pair: tuple[float, float]) -> tuple[str, str]:
    return f"{pair[0]:.1f}", f"{pair[0] / pair[1]:.1f}"


def pages(runs: int) -> None:
    """The demonstration: time, queries and weight of each page; then the memory of the worker."""
    world = prepared(DEMONSTRATION)
    described = world.read()
    addresses, member = described["public"], {"Cookie": described["cookie"]}
    with serving(world) as server:
        client = server.client()
        times = compare(client, addresses.values(), runs)
        counts = queries(client, addresses.values())
        weights = {path: weight.of(client, path) for path in addresses.values()}
        admin_times = compare(client, described["admin"].values(), runs // 2, **member)
        admin_counts = queries(client, described["admin"].values(), **member)
        memory = server.worker_memory()
    with serving(world, cached=True) as server:
        kept = compare(server.client(), addresses.values(), runs)
    heads = ("page", "uncached, ms", "× constant", "queries", "cached, ms", "× constant", "HTML, kB", "first view, kB")
    rows = (
        (name, *_cells(times[p]), counts[p], *_cells(kept[p]), f"{weights[p].html:.1f}", f"{weights[p].first_view:.0f}")
        for name, p in addresses.items()
    )
    print("## Pages\n", table(heads, rows), sep="\n")
    admin_rows = ((name, *_cells(admin_times[p]), admin_counts[p]) for name, p in described["admin"].items())
    print(table(("admin", *heads[1:4]), admin_rows))
    home = weights[addresses["home"]]
    constant = statistics.median(other for _page, other in times.values())
    print(f"Constant view {constant:.2f} ms. Memory of the worker after the run {memory:.0f} MiB.")
    print(f"Style sheet {home.css:.1f} kB, scripts {home.js:.1f} kB, compressed.\n")


def counting(runs: int) -> None:
    """What counting costs a page from the cache, asked for in turn by who is counted and by who is not."""
    world = prepared(SMALL)
    path = world.read()["public"]["initiative"]
    with serving(world, cached=True) as server:
        client = server.client()
        times: dict[str, list[float]] = {name: [] for name in READERS}
        for number in range(WARM + runs * COUNTING_TIMES):
            for name, headers in READERS.items():
                milliseconds = _milliseconds(client, path, **headers)
                if number >= WARM:
                    times[name].append(milliseconds)
    medians = {name: statistics.median(found) for name, found in times.items()}
    rows = ((name, f"{found:.3f}", f"{found / medians[NOT_COUNTED]:.2f}") for name, found in medians.items())
    print("## Counting\n", table(("an initiative, from the cache", "ms", "× not counted"), rows), sep="\n")


def sizes(runs: int) -> None:
    """The same pages where there is little and where there is much: queries must not change."""
    public: dict[str, list[object]] = {}
    for world in SAME_AT_EVERY_SIZE:
        described = prepared(world).read()
        member = {"Cookie": described["cookie"]}
        with serving(world) as server:
            client = server.client()
            for kind, headers in (("public", {}), ("admin", member)):
                addresses = described[kind]
                times = compare(client, addresses.values(), runs // 2, **headers)
                counts = queries(client, addresses.values(), **headers)
                for name, path in addresses.items():
                    public.setdefault(name, []).extend((f"{times[path][0]:.1f}", counts[path]))
    heads = ["page"]
    for world in SAME_AT_EVERY_SIZE:
        heads += [f"{world.initiatives:,} sheets, {world.registered:,} collectivités: ms", "queries"]
    print("## Sizes\n", table(heads, ((name, *cells) for name, cells in public.items() if len(cells) == 4)), sep="\n")


def writing(runs: int) -> None:
    """What a member does in the space, on the embedded default, where there is little and where there is much."""
    rows = []
    for world in (DEMONSTRATION, LARGE):
        described = prepared(world).read()
        with serving(world) as server:
            for name, mine, constant in measured(server.client(), described, CONSTANT, runs):
                rows.append((f"{name}, {world.name}", *_cells((mine, constant))))
    print("## Writing\n", table(("action", "ms", "× constant"), rows), sep="\n")


def search(runs: int) -> None:
    """The search on 20,000 sheets, by its own benchmark in a world of its own."""
    environment = {**World("search").environment, "DJANGO_SETTINGS_MODULE": "portal.settings.development"}
    script = ROOT / "benchmarks" / "search.py"
    done = subprocess.run(
        [sys.executable, str(script)], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    print("## Search\n", "```", done.stdout.rstrip(), "```\n", sep="\n")


def relevance(_runs: int) -> None:
    """How well the search finds, on a judged set in a world of its own; on PostgreSQL when ``DATABASE_URL`` says so."""
    script = ROOT / "benchmarks" / "relevance.py"
    done = subprocess.run([sys.executable, str(script)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    print("## Relevance\n", done.stdout, sep="\n")


def label(runs: int) -> None:
    """Every screen of a campaign of the label, by its own benchmark in a world of its own."""
    script = ROOT / "benchmarks" / "label.py"
    command = [sys.executable, str(script), "--runs", str(runs)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    print("## The label\n", done.stdout, sep="\n")


SECTIONS: dict[str, Callable[[int], None]] = {
    "pages": pages,
    "counting": counting,
    "sizes": sizes,
    "writing": writing,
    "search": search,
    "relevance": relevance,
    "label": label,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], help="all of them by default")
    parser.add_argument("--runs", type=int, default=40, help="how often each page is asked for (default: 40)")
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in arguments.sections or SECTIONS:
        SECTIONS[name](arguments.runs)


if __name__ == "__main__":
    main()
