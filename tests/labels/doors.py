"""The doors by which awards leave the portal, as data: each gives what anybody reads there.

A new public address that can speak of awards joins ``DOORS``; one that cannot joins ``NO_DOORS``, with the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client, TestCase

from search.models import DataFile
from search.open_data.datasets import BY_NAME
from search.open_data.producing import produce

YEAR = 2027
"""That of the palmarès under embargo."""
EARLIER = 2007
"""That of the palmarès that everybody reads."""
NAME = "Zuydcoote"
"""That of the collectivité whose award is secret; nothing else of the portal has it."""


@dataclass(frozen=True, slots=True)
class Door:
    """``told`` is all that an answer says, headers and status included. ``opens`` are the addresses it stands for, by
    name; ``mark`` is what it shows of the award once it is public.
    """

    told: Callable[[], str]
    opens: tuple[str, ...] = ()
    mark: str = NAME


def answer(address: str, **asked: Any) -> str:
    """The status, the headers and the content of an answer to anybody."""
    response: Any = Client().get(address, asked)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = sorted((name, value) for name, value in response.headers.items() if name not in COUNTED)
    return f"{response.status_code} {headers} {body.decode(errors='replace')}"


COUNTED = {"RateLimit-Remaining", "RateLimit-Reset", "X-Page-Cache"}
"""Headers that differ from one request to the next, whatever is public."""


def at(address: str, **asked: Any) -> Callable[[], str]:
    return lambda: answer(address, **asked)


def image_of_the_year() -> str:
    """An address with another digest leads to the present one."""
    return answer(f"/partage/palmares/{YEAR}/x.png")


def produced(extension: str) -> Callable[[], str]:
    """The file of awards, made now, as the night or ``publish_palmares`` would."""

    def told() -> str:
        with TestCase.captureOnCommitCallbacks(execute=True):
            produce(BY_NAME["labels"])
        return answer(f"/donnees/labels.{extension}")

    return told


def page_of_data() -> str:
    produced("csv")()
    return answer("/donnees/")


def catalogue() -> str:
    """It says what the file weighs: more than what everybody reads, or not."""
    rows = produced("csv")().splitlines(keepends=True)
    told = answer("/donnees/catalogue.jsonld")
    known = sum(len(row.encode()) for row in rows[1:] if NAME not in row)
    size = DataFile.objects.of("labels", "csv")[0].size
    assert f'"@value": "{size}"' in told
    head = len(",".join(column.name for column in BY_NAME["labels"].columns)) + len("\r\n")
    return told + (" heavier" if size > known + head else "")


DOORS = {
    "palmarès of every year": Door(at("/palmares/"), ("palmares",), f"/palmares/{YEAR}/"),
    "palmarès of the year": Door(at(f"/palmares/{YEAR}/"), ("palmares_year",)),
    "palmarès of the year, in English": Door(at(f"/en/palmares/{YEAR}/")),
    "its filters": Door(at(f"/palmares/{YEAR}/", niveau="5")),
    "choice of the years": Door(at(f"/palmares/{EARLIER}/"), mark=f'<option value="{YEAR}">'),
    "from one year to another": Door(at(f"/palmares/{EARLIER}/", an=str(YEAR)), mark=f"/palmares/{YEAR}/"),
    "a year that is not there": Door(at("/palmares/2090/"), mark=f"/palmares/{YEAR}/"),
    "table": Door(at(f"/palmares/{YEAR}/tableau/"), ("palmares_table",)),
    "image": Door(image_of_the_year, ("social_image",), f"('Location', '/partage/palmares/{YEAR}/"),
    "API": Door(at("/api/v1/labels"), ("lister_labels",)),
    "API, by year": Door(at("/api/v1/labels", annee=str(YEAR)), mark='"total": 1'),
    "open data: CSV": Door(produced("csv"), ("open_data_file",)),
    "open data: JSON Lines": Door(produced("jsonl")),
    "open data: lines": Door(page_of_data, ("open_data",), "<dd>2</dd>"),
    "open data: catalogue": Door(catalogue, ("open_data_catalogue",), "heavier"),
    "sitemap": Door(at("/sitemap-palmares-1.xml"), ("sitemap_file",), f"/palmares/{YEAR}/"),
}
NO_DOORS: dict[str, str] = {
    "label_questionnaire": "what a campaign asks, without a word of who answered",
    "label_method": "how the jury decides, without the name of a collectivité; tests/labels/method has its second",
}
"""Public addresses of the label that say nothing of an award, and why."""
