"""A member at work: the space of a commune, the page of the five questions, and what saves it."""

import itertools
import json
import statistics
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from benchmarks.server import Client

CSRF = "a" * 32
FIELD = "difficulties"
TEXT = "Le garage est loin, et le moteur ne part pas quand il gèle. " * 20


def measured(client: Client, described: dict[str, Any], constant: str, runs: int) -> Iterator[tuple[str, float, float]]:
    """For each thing a member does: its name, its median milliseconds, and those of the constant view in between."""
    cookies = f"{described['cookie']}; csrftoken={CSRF}"
    sheet = described["sheet"]
    numbers = itertools.count()
    fields = _fields(client.get(sheet, Cookie=cookies).body.decode())

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


def _fields(page: str) -> dict[str, list[str]]:
    form = BeautifulSoup(page, "html.parser").select_one("[data-short-path]")
    if form is None:
        raise RuntimeError("The page has no form of the five questions.")
    fields: dict[str, list[str]] = {}
    for control in form.select("input:not([type=file]):not([type=checkbox]), input[checked], textarea, select"):
        chosen = control.select_one("option[selected]")
        value = chosen["value"] if chosen else control.get("value", control.get_text())
        fields.setdefault(str(control["name"]), []).append(str(value).strip())
    return {**fields, "csrfmiddlewaretoken": [CSRF]}
