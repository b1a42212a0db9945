"""A member at work: the space of a commune, the page of the five questions, and what saves it."""

import itertools
import json
import statistics
from collections.abc import Iterator
from typing import Any

from benchmarks.forms import CSRF, fields_of
from benchmarks.server import Client

FIELD = "difficulties"
TEXT = "Le garage est loin, et le moteur ne part pas quand il gèle. " * 20


def measured(client: Client, described: dict[str, Any], constant: str, runs: int) -> Iterator[tuple[str, float, float]]:
    """For each thing a member does: its name, its median milliseconds, and those of the constant view in between."""
    cookies = f"{described['cookie']}; csrftoken={CSRF}"
    sheet = described["sheet"]
    numbers = itertools.count()
    fields = fields_of(client.get(sheet, Cookie=cookies).body.decode(), "[data-short-path]")

    def save() -> float:
        fields[FIELD] = [f"{TEXT}{next(numbers)}"]
        answer = client.post(sheet, fields, Cookie=cookies, Accept="application/json")
        if answer.status != 200:
            raise RuntimeError(f"{sheet} answers {answer.status}")
        told = json.loads(answer.body)
        fields["written"], fields[f"initial-{FIELD}"] = [str(told["written"])], told["values"][FIELD]
        return answer.milliseconds

    actions = {
        "the space": lambda: client.get(described["space"], Cookie=cookies).milliseconds,
        "the five questions": lambda: client.get(sheet, Cookie=cookies).milliseconds,
        "an autosave": save,
    }
    for name, action in actions.items():
        action()
        pairs = [(action(), client.get(constant).milliseconds) for _ in range(runs)]
        yield name, statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)
