"""How long it takes to work out who reads what: 360 dossiers, 25 readers, 3 readings each.

Run: ``.venv/bin/python -m benchmarks.jury``. No database: what is measured is ``labels.jury.solver``.
"""

import time
from collections import Counter

from labels.jury.model import Problem, Reader, ToRead
from labels.jury.solver import solve

DOSSIERS, READERS, READINGS, CAPACITY = 360, 25, 3, 45
THEMES = ("acces-public", "e-administration", "information", "expression", "education")
CLASSES = ("Village", "Village", "Ville", "Territoire")
REGIONS = 13
EVERY_LINK = 19
"""One pair in so many is kept apart by a link."""


def problem() -> Problem:
    """The same each time: nothing is drawn by lot."""
    dossiers = tuple(
        ToRead(
            key,
            READINGS,
            CLASSES[key % len(CLASSES)],
            key * 7 % REGIONS,
            frozenset(THEMES[key * step % len(THEMES)] for step in (1, 2)),
        )
        for key in range(DOSSIERS)
    )
    readers = tuple(
        Reader(
            key,
            CAPACITY,
            frozenset(THEMES[(key + step) % len(THEMES)] for step in range(2)),
            frozenset({key % REGIONS, key * 5 % REGIONS}),
        )
        for key in range(READERS)
    )
    closed = frozenset((d, r) for d in range(DOSSIERS) for r in range(READERS) if (d * 31 + r * 17) % EVERY_LINK == 0)
    return Problem(dossiers, readers, closed)


def main() -> None:
    began = time.perf_counter()
    solution = solve(problem())
    seconds = time.perf_counter() - began
    loads = Counter(reader for _dossier, reader in solution.pairs)
    print(
        f"{len(solution.pairs)} readings in {seconds:.1f} s; piles of {min(loads.values())} to {max(loads.values())};"
    )
    print(f"{sum(solution.missing.values())} readings that nobody makes.")


if __name__ == "__main__":
    main()
