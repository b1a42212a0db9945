"""Every address of the portal, asked for by somebody: all that the answer says, and what it cost."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pypdf import PdfReader
from wagtail.models import Site

from labels.writing.questionnaires import forget_questions
from tests.collectivities.admin_world import addresses
from tests.labels.secrets.table import IN_THE_ADMIN, KEYS, OF_LABELS, PAGES, SKIPPED, SPEAKS_OF_LABELS, VALUES, WHOLE
from tests.labels.secrets.world import World

OF_A_REQUEST = re.compile(
    rb'(name=\\?"(?:csrfmiddlewaretoken|cle)\\?" value|nonce|csrfToken)(=|: ?)\\?"[^"]*"'
    rb'|"CSRF_TOKEN": "[^"]*"|&quot;key&quot;: &quot;\w+&quot;'
)
"""What is drawn for each request, whatever is secret."""
COUNTED = {"RateLimit-Remaining", "RateLimit-Reset", "X-Page-Cache", "Content-Security-Policy"}


class Answer(NamedTuple):
    """``told`` is the status, the headers and the content."""

    told: str
    queries: int


class Queries:
    count = 0

    def __call__(self, execute: Any, *args: Any) -> Any:
        self.count += 1
        return execute(*args)


class Address(NamedTuple):
    """By the name of its route."""

    name: str
    path: str


def every_address(world: World) -> list[Address]:
    """Once each, with all that it may name."""
    found = dict.fromkeys(Address("page", path) for path in PAGES)
    for pattern, name, _view in addresses():
        if name and name not in SKIPPED:
            found |= dict.fromkeys(Address(name, path) for path in _paths(pattern, name, world))
    return list(found)


def opened_by(role: str, world: World) -> list[Address]:
    """All of them for some, in the state with most to tell; those of the label for all, in every state. The admin is
    closed to all but who works in it (tests/collectivities/admin_table.py).
    """
    asked = every_address(world)
    if role not in IN_THE_ADMIN:
        asked = [one for one in asked if not one.path.startswith("/admin/")]
    if (world.state, role) in WHOLE:
        return asked
    return [one for one in asked if one.name.startswith(SPEAKS_OF_LABELS)]


def unsupplied(world: World) -> set[str]:
    """Names of which no address was found, and that nobody said to be left out."""
    walked = {address.name for address in every_address(world)}
    named = {name for pattern, name, _view in addresses() if name and not _is_elsewhere(pattern, name)}
    return named - walked - SKIPPED.keys()


def _is_elsewhere(pattern: str, name: str) -> bool:
    """An address of the admin that names one thing of another app."""
    return pattern.startswith("admin/") and "<" in pattern and not name.startswith(OF_LABELS)


def _paths(pattern: str, name: str, world: World) -> Iterator[str]:
    if _is_elsewhere(pattern, name):
        return
    parameters = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
    choices = [_values(name, one, world) for one in parameters]
    for values in product(*choices):
        try:
            yield reverse(name, kwargs=dict(zip(parameters, values, strict=True)))
        except NoReverseMatch:
            continue


def _values(name: str, parameter: str, world: World) -> tuple[Any, ...]:
    if parameter in VALUES:
        return VALUES[parameter]
    model = next((model for beginning, model in KEYS.items() if name.startswith(beginning)), None)
    return tuple(world.keys(model)) if model else (1,)


def walk(world: World, client: Client, asked: list[Address]) -> dict[Address, Answer]:
    """Each from the same cold start: what is remembered from one to the next is remembered in every walk."""
    cache.clear()
    forget_questions()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    found = {}
    for address in asked:
        queries = Queries()
        with connection.execute_wrapper(queries):
            response: Any = client.get(address.path)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = sorted((key, value) for key, value in response.headers.items() if key not in COUNTED)
        told = f"{response.status_code} {headers} {_text(body)}"
        found[address] = Answer(told, queries.count)
    return found


def _text(body: bytes) -> str:
    """What a person reads: within files too, and what files say of themselves."""
    if body.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(body))
        return " ".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as files:
            # Its hours are those of the machine.
            names = [name for name in files.namelist() if name != "docProps/core.xml"]
            return " ".join(name + files.read(name).decode(errors="replace") for name in names)
    return OF_A_REQUEST.sub(b"", body).decode(errors="replace")
