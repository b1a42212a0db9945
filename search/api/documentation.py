"""``/api/v1/``: the API in words, made from its schema, with examples that run."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from initiatives.models import InitiativePage
from portal.addresses import whole_address
from portal.licence import LICENCE, LICENCE_NAME
from portal.page_cache import remember
from search.api.guard import ROOT
from search.api.v1 import api
from search.open_data.columns import (
    ADDRESS,
    BOOLEAN,
    DAY,
    INTEGER,
    MOMENT,
    NUMBER,
    TEXT,
    WORDS,
)

LABELS = {
    "string": TEXT.label,
    "uri": ADDRESS.label,
    "array": WORDS.label,
    "integer": INTEGER.label,
    "number": NUMBER.label,
    "boolean": BOOLEAN.label,
    "date": DAY.label,
    "date-time": MOMENT.label,
}
COMMANDS: dict[str, tuple[tuple[str | Promise, str], ...]] = {
    "chercher_initiatives": (
        (
            _("Les lieux d’accès public de Bretagne, les plus récents d’abord :"),
            "initiatives?theme=acces-public&region=53&tri=date",
        ),
        (
            _("Ce qui parle de médiathèque, dans les villages et les bourgs :"),
            "initiatives?q=m%C3%A9diath%C3%A8que&taille=1-village&taille=2-bourg",
        ),
    ),
    "lire_initiative": ((_("Une fiche entière :"), "initiatives/{pk}"),),
    "lister_collectivites": (
        (_("Les communes inscrites des Côtes-d’Armor :"), "collectivites?genre=commune&departement=22&inscrites=true"),
    ),
    "lire_collectivite": ((_("Une collectivité, par son code officiel :"), "collectivites/{code}"),),
    "lister_labels": ((_("Les cinq arobases de 2007 en Bretagne :"), "labels?annee=2007&arobases=5&region=53"),),
    "lister_themes": ((_("Les thèmes, en breton :"), "themes?langue=br"),),
}
"""Examples of each operation, by its identifier in the schema: what for, and the address below the root."""


@dataclass(frozen=True, slots=True)
class Example:
    words: str | Promise
    command: str


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter of an operation, or a field of its answer. ``values`` are the only ones, where there are."""

    name: str
    kind: str
    meaning: str
    values: list[str]


@dataclass(frozen=True, slots=True)
class Operation:
    key: str
    path: str
    summary: str
    description: str
    parameters: list[Named]
    fields: list[Named]
    examples: list[Example]


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    schema = api.get_openapi_schema()
    context = {
        "operations": [
            _operation(schema, path, told) for path, methods in schema["paths"].items() for told in methods.values()
        ],
        "schema_address": reverse("api-v1:openapi-json"),
        "licence": LICENCE,
        "licence_name": LICENCE_NAME,
        "rate": settings.PORTAL_API_REQUESTS_PER_MINUTE,
    }
    return render(request, "search/api.html", context)


def _operation(schema: dict[str, Any], path: str, told: dict[str, Any]) -> Operation:
    answer = told["responses"][HTTPStatus.OK]["content"]["application/json"]["schema"]
    return Operation(
        key=told["operationId"],
        path=path,
        summary=told["summary"],
        description=told["description"],
        parameters=[_named(asked["name"], asked["schema"]) for asked in told["parameters"]],
        fields=list(_fields(schema, answer)),
        examples=list(_examples(told["operationId"])),
    )


def _fields(schema: dict[str, Any], answer: dict[str, Any], prefix: str = "") -> Iterator[Named]:
    """The fields of an answer, those of the objects in it after the name of their list."""
    named = schema["components"]["schemas"][answer["$ref"].rpartition("/")[2]]
    for name, told in named["properties"].items():
        yield _named(f"{prefix}{name}", told)
        if "$ref" in told.get("items", {}):
            yield from _fields(schema, told["items"], f"{prefix}{name}[].")


def _named(name: str, told: dict[str, Any]) -> Named:
    meaning, told = told.get("description", ""), told.get("anyOf", [told])[0]
    return Named(name, _kind(told), meaning, told.get("enum", []))


def _kind(told: dict[str, Any]) -> str:
    if "$ref" in told.get("items", {}):
        return gettext("liste d’objets")
    return str(LABELS.get(told.get("format", "")) or LABELS[told["type"]])


def _examples(key: str) -> Iterator[Example]:
    """With the number of a sheet and the code of a commune that are there; those that need one are left out else."""
    latest = remember("api-example", _latest)
    for words, address in COMMANDS[key]:
        if "{" not in address or latest:
            yield Example(words, f'curl "{whole_address(ROOT)}{address.format(**latest)}"')


def _latest() -> dict[str, Any]:
    sheets = InitiativePage.objects.live_public(settings.LANGUAGE_CODE).order_by("-pk")
    return sheets.values("pk", code=F("collectivity__code")).first() or {}
