"""How long it takes to put a palmarès to the test: 360 dossiers, 25 readers, 3 readings each, a thousand draws.

Run: ``.venv/bin/python -m benchmarks.robustness``. No database: what is measured is ``labels.robustness.trying``,
beside one estimate of the severities, which it makes about eighty times.
"""

import os
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
DOSSIERS, READERS, READINGS, SECTIONS, CRITERIA, SEED = 360, 25, 3, 8, 5, 2027
SCALE = (0, 20, 35, 50, 65, 80)


def readings() -> list[Any]:
    """Notes from 0 to 5, drawn with the same seed each time: a dossier has its worth, a reader her severity."""
    import numpy

    from labels.scoring.table import Reading

    chance = numpy.random.default_rng(SEED)
    worth, severity = chance.normal(2.8, 0.8, DOSSIERS), chance.normal(0, 0.35, READERS)
    found = []
    for dossier in range(DOSSIERS):
        for reader in chance.choice(READERS, READINGS, replace=False):
            notes = chance.normal(worth[dossier] + severity[reader], 0.9, (SECTIONS, CRITERIA)).round().clip(0, 5)
            found.append(Reading(dossier, int(reader), _mark(notes), grid=_grid(notes)))
    return found


def _mark(notes: Any) -> float:
    """All weights are 1 but those of the first section and criterion, which are 3."""
    weights = [
        [(3 if not section else 1) * (3 if not criterion else 1) for criterion in range(CRITERIA)]
        for section in range(SECTIONS)
    ]
    return round(float((notes * weights).sum()) * 20 / sum(map(sum, weights)), 2)


def _grid(notes: Any) -> dict[str, Any]:
    return {
        "criteria": [{"code": str(one), "name": str(one), "weight": 1 if one else 3} for one in range(CRITERIA)],
        "sections": [
            {
                "code": str(one),
                "title": str(one),
                "weight": 1 if one else 3,
                "notes": {str(place): int(note) for place, note in enumerate(notes[one])},
            }
            for one in range(SECTIONS)
        ],
    }


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def main() -> None:
    django.setup()
    from labels.models import Level
    from labels.robustness.trying import put_to_the_test
    from labels.scoring.standing import of_readings

    levels = [Level(symbols=place, name=str(place), threshold=threshold) for place, threshold in enumerate(SCALE)]
    read = readings()
    # The first time imports scipy; a second time with the same marks works nothing out.
    of_readings(read[3:], levels)
    one, _standings = timed(lambda: of_readings(read, levels))
    whole, result = timed(lambda: put_to_the_test(read, levels, SEED))
    fragile = Counter(one.is_fragile for one in result.verdicts.values())
    tests = Counter(kind.value for one in result.verdicts.values() for kind in one.kinds)
    print(
        f"Standings of {len(read)} readings in {one:.2f} s; everything in {whole:.1f} s, {whole / one:.0f} times that."
    )
    print(f"{fragile[True]} of {len(result.verdicts)} levels are fragile; by test: {dict(tests)}.")


if __name__ == "__main__":
    main()
