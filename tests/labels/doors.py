"""The doors by which awards leave the portal, as data: each gives what anybody reads there.

A new public address that can speak of awards joins ``DOORS``; one that cannot joins ``NO_DOORS``, with the reason.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client

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
    "sitemap": Door(at("/sitemap-palmares-1.xml"), ("sitemap_file",), f"/palmares/{YEAR}/"),
}
NO_DOORS: dict[str, str] = {}
"""Public addresses of the label that say nothing of an award, and why."""


def rows_of(text: str) -> list[dict[str, Any]]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]
