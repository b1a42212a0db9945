"""A rehearsal: a running order of collectivités that do not exist, for who tries the stage and is to know nothing."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from labels.ceremony.running_order import Card
from labels.palmares.scales import LEVEL_NAMES

INVENTED = Path(__file__).with_name("rehearsal.toml")


@cache
def _invented() -> dict[str, Any]:
    return tomllib.loads(INVENTED.read_text(encoding="utf-8"))


def rehearsal_year() -> int:
    year: int = _invented()["year"]
    return year


def rehearsal_place() -> str:
    return str(_invented()["ceremony_place"])


def rehearsal_cards() -> list[Card]:
    return [
        Card(
            name=one["name"],
            code=f"{number:05d}",
            territory=one["territory"],
            region=one["region"],
            population=one["population"],
            symbols=one["symbols"],
            level=LEVEL_NAMES[one["symbols"]],
            mentions=tuple(one.get("mentions", ())),
            is_honorary=one.get("honorary", False),
            place=(one["place"][0], one["place"][1]),
            line=one.get("line", ""),
        )
        for number, one in enumerate(_invented()["cards"])
    ]
